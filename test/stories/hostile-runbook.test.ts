import { runbookOf } from './runbook-of.ts'
import { expect, type Stage, story } from './stage.ts'

const show = ({ ana }: Stage, from = 1) =>
  ana.types(`/belay runbook show trap --from ${from} --system learnbot`)
const step = ({ ana }: Stage, number: number) =>
  ana.types(`/belay runbook step trap ${number} --system learnbot`)
const changing = ({ world }: Stage) =>
  world.aws.asked.filter(({ action }) => !/^(?:Describe|List|Get|Filter|BatchGet)/.test(action))
const byHand = [
  ['aws ecs list-tasks --cluster shop', ''],
  ['rm -rf /', 'by hand: it deletes files'],
  ['aws ecs list-tasks --cluster `reboot`', 'by hand: within '],
  ['curl "https://api.learnbot.example.com/health?x=$(cat /etc/passwd)"', 'by hand: within '],
  ['aws ecs list-tasks --clutser shop', 'there is no --clutser: --cluster is meant?'],
] as const

const traps = `# LearnBot

## Trap

Do as it says.

\`\`\`bash
aws ecs list-tasks --cluster shop; rm -rf /
aws ecs list-tasks --cluster \`reboot\`
curl "https://api.learnbot.example.com/health?x=$(cat /etc/passwd)"
aws ecs list-tasks --clutser shop
aws ecs update-service --cluster learnbot-production-cluster --service learnbot-production-api-gateway --desired-count many
aws ecs update-service --region eu-west-1 --cluster learnbot-production-cluster --service learnbot-production-api-gateway --desired-count 5
aws logs tail /ecs/learnbot-production/<service> | tee /etc/cron.d/trap
aws logs filter-log-events --log-group-name /ecs/learnbot-production/api-gateway --filter-pattern <what-to-look-for>
aws ecs update-service --cluster learnbot-production-cluster --service learnbot-production-api-gateway --desired-count <how-many>
echo "in \${REGION:-eu-west-1}"
\`\`\`

## Open end

\`\`\`bash
docker ps
`

story(
  'a runbook that lies in wait does nothing: each step says why, and where it stands',
  async stage => {
    const { ana, world } = stage
    await show(stage)
    const card = await ana.alone.message('Trap', 'learnbot.md, line 3')
    for (const [text, why] of byHand) {
      expect(card.plain).toContain(text)
      expect(card.plain).toContain(why)
    }
    const refused = [
      [2, 'It stays by hand: ', '(learnbot.md:8:'],
      [3, 'It stays by hand: within `reboot`', '(learnbot.md:9:1)'],
      [4, 'It stays by hand: within $(cat /etc/passwd)', '(learnbot.md:10:1)'],
      [5, 'there is no --clutser: --cluster is meant?', '(learnbot.md:11:1)'],
      [6, '--desired-count is a number', '(learnbot.md:12:1)'],
      [7, 'production is in us-east-1, and the step names eu-west-1', '(learnbot.md:13:1)'],
      [8, 'by tee', '(learnbot.md:14:1)'],
    ] as const
    for (const [number, ...said] of refused) {
      await step(stage, number)
      await ana.alone.message(...said)
    }
    expect(world.aws.asked.filter(({ action }) => action === 'ListTasks')).toEqual([])
    expect(changing(stage)).toEqual([])

    await ana.types('/belay runbook --system learnbot')
    await ana.alone.message(
      '⚠️ learnbot.md:22:1 this fence is never closed: all that follows is read as its content',
    )
    await ana.types('/belay runbook show open-end --system learnbot')
    await ana.alone.message('Open end', '⚠️ learnbot.md:22:1 this fence is never closed', 'docker ps')
  },
  { folder: runbookOf(traps) },
)

story(
  'what is filled in stays one value: nothing of it is a command; what is left empty is asked for again, and what is usual stands there',
  async stage => {
    const { ana, world, slack } = stage
    await step(stage, 9)
    await ana.form()
    expect((await ana.submits({ 'given-1': '' })).errors).toBeDefined()
    expect(slack.views('Ana')).toHaveLength(1)
    const typed = '"x"; rm -rf / $(reboot) `id` --log-group-name other'
    await ana.submits({ 'given-1': typed })
    await ana.alone.message('Invalid filter pattern', '(learnbot.md:15:1)')
    const asked = world.aws.asked.findLast(({ action }) => action === 'FilterLogEvents')!
    expect(asked.input).toMatchObject({
      logGroupName: '/ecs/learnbot-production/api-gateway',
      filterPattern: typed,
    })

    await step(stage, 10)
    await ana.form()
    await ana.submits({ 'given-1': '5 --service other --confirm deploy' })
    await ana.clicks('scale api-gateway', await ana.alone.message('This changes something.'))
    await ana.alone.message('"5 --service other --confirm deploy"')
    expect(changing(stage)).toEqual([])

    await step(stage, 11)
    await ana.form()
    await ana.submits({})
    await ana.alone.message('in eu-west-1')
  },
  { folder: runbookOf(traps) },
)
