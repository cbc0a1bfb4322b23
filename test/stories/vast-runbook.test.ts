import { runbookOf } from './runbook-of.ts'
import { expect, type Stage, story } from './stage.ts'

const show = ({ ana }: Stage, from = 1) =>
  ana.types(`/belay runbook show trap --from ${from} --system learnbot`)
const many = `# LearnBot\n\n## Trap\n\n${Array.from({ length: 10_000 }, (_, i) => `\`\`\`bash\n# Step ${i + 1}\ndate -d '${i + 1} days ago'\n\`\`\`\n`).join('\n')}\n${'Words that nobody reads. '.repeat(40_000)}\n`

story(
  'ten thousand steps in a megabyte are some on a card, and the last can be run',
  async stage => {
    const { ana } = stage
    expect(many.length).toBeGreaterThan(1_000_000)
    await show(stage)
    await ana.alone.message('Step 1', 'Step 12', '[9988 more steps]')
    await show(stage, 9_999)
    const last = await ana.alone.message('9999. Step 9999', '10000. Step 10000')
    await ana.clicks('Run', last)
    await ana.alone.message('Step 9999')
  },
  { folder: runbookOf(many) },
)

story(
  'a runbook that is too long is not read, and that is said',
  async stage => {
    const { ana } = stage
    await ana.types('/belay runbook --system learnbot')
    await ana.alone.message('learnbot.md:1:1 it has ', 'Belay reads up to 4194304: split it by procedure')
    await show(stage)
    await ana.alone.message('has no procedure "trap".', '[Look through it]')
  },
  { folder: runbookOf(`# LearnBot\n\n## Trap\n\n${'word '.repeat(900_000)}`) },
)
