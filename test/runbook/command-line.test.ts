import { expect, it } from 'vitest'
import { inTerminal } from '../bundled.ts'

const long = `${'a'.repeat(300)}.md`
const usage = 'npm run runbook -- FILE.md [--report]'

it('a runbook is read over in a terminal', async () => {
  const { code, said } = await inTerminal('runbook', ['systems/learnbot.md'])
  expect([code, said.split('\n').at(-1)]).toEqual([0, expect.stringContaining('% run or ask')])
})

it.each([
  ['an option that there is not', ['systems/learnbot.md', '--reprot'], `Unknown option '--reprot': ${usage}`],
  ['two files', ['a.md', 'b.md'], `It reads one file at a time: ${usage}`],
  ['none', [], usage],
  ['what is not there', ['nowhere.md'], 'nowhere.md: there is no such file'],
  ['a folder', ['systems'], 'systems: it is a folder: name the runbook that is in it'],
  ['what the machine refuses', [long], `${long}: it cannot be read: name too long`],
])('who gives it %s is told so', async (_, given, said) => {
  expect(await inTerminal('runbook', given)).toEqual({ code: 1, said })
})
