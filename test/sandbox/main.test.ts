import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { portOf } from '../../sandbox/port.ts'
import { eventually } from '../eventually.ts'

/** What `npm run demo` says before it ends by itself. */
async function demo(PORT: string) {
  const told = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts'], {
    env: { ...process.env, PORT },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void told.kill())
  const [said, [code]] = await Promise.all([text(told.stderr), once(told, 'exit')])
  return { said, code }
}

/** `npm run demo` as it goes on, and where its page is. */
async function running(variables: Record<string, string> = {}) {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { demo: string } }
  // All is installed here.
  const line = scripts.demo.replace('node scripts/ensure-installed.mjs && ', '')
  const env = { ...process.env, ...variables, PORT: '0' }
  // With a group of its own, which is what a Ctrl-C is for.
  const run = spawn(line, { env, shell: true, stdio: ['ignore', 'pipe', 'ignore'], detached: true })
  const ended = once(run, 'exit')
  const ctrlC = () => process.kill(-run.pid!, 'SIGINT')
  onTestFinished(() => void (run.exitCode ?? run.signalCode ?? ctrlC()))
  let said = ''
  run.stdout.setEncoding('utf8').on('data', words => {
    said += words
  })
  const [, page] = await eventually(() => /^Belay's sandbox is at (\S+) \(.+\)\. Ctrl-C ends it/m.exec(said))
  return { page: page!, ctrlC, ended }
}

it('npm run demo tells where it is; the page is there, and Ctrl-C ends all of it', {
  timeout: 120_000,
}, async () => {
  const { page, ctrlC, ended } = await running()
  expect(await (await fetch(page)).text()).toContain('<title>')
  ctrlC()
  await ended
  await eventually(() =>
    fetch(page).then(
      () => false,
      () => true,
    ),
  )
})

it("the demo of a team's own folder has the runbooks that lie there", { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'belay-systems-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync('systems', folder, { recursive: true })
  appendFileSync(join(folder, 'learnbot.md'), '\n## Tea Time\n\n- [ ] Warm the pot\n')
  const { page, ctrlC, ended } = await running({ BELAY_SYSTEMS: folder })
  const { people } = (await (await fetch(`${page}/sandbox/facts`)).json()) as { people: { id: string }[] }
  const state = `${page}/sandbox/state?as=${people[0]!.id}`
  const { channel } = (await (await fetch(state)).json()) as { channel: string }
  const asked = { act: 'say', as: people[0]!.id, channel, text: '/belay runbook tea time --system learnbot' }
  await fetch(`${page}/sandbox/do`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  })
  await eventually(async () => (await (await fetch(state)).text()).includes('Warm the pot'))
  ctrlC()
  await ended
})

it('the demo on a port that is taken says so in a line, and how to take another', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void taken.close())
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  const { said, code } = await demo(`${port}`)
  expect(said).toMatch(
    new RegExp(`^Port ${port} is taken: take another one, as in: PORT=\\d+ npm run demo\\n$`),
  )
  expect(code).toBe(1)
})

it('the demo on what is no port says what one is', async () => {
  expect(await demo('abc')).toEqual({
    said: 'PORT is abc: set it to a number, as in: PORT=3100 npm run demo\n',
    code: 1,
  })
})

it.each(['abc', '99999', '-1', '3.5'])('%s is no port', said => {
  expect(portOf(said)).toBeUndefined()
})

it('a port is what PORT says, and 3000 without it', () => {
  expect([portOf('0'), portOf('65535'), portOf(undefined)]).toEqual([0, 65_535, 3000])
})
