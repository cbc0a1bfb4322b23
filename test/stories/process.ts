import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { World } from '../../sandbox/world.ts'

/** A process of Belay's own, as `npm start` begins it. */
export interface Process {
  port: number
  /** Ends it in the middle of whatever it is doing. */
  kill(): Promise<void>
  isAlive(): boolean
}

/** The environment of a Belay that lives in this world, with the system files of a folder. */
export function environmentOf({ config }: World, systems: string): Record<string, string> {
  const { slack, pagerduty } = config
  return {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret!,
    SLACK_API_URL: slack.apiUrl!,
    REDIS_URL: config.redisUrl,
    PAGERDUTY_API_TOKEN: pagerduty.apiToken!,
    PAGERDUTY_WEBHOOK_SECRET: pagerduty.webhookSecrets.join(),
    PAGERDUTY_FROM: pagerduty.from!,
    PAGERDUTY_API_URL: pagerduty.apiUrl!,
    BELAY_SYSTEMS: systems,
    PORT: '0',
    LOG_LEVEL: 'info',
  }
}

/** Starts a process, and resolves when it says that it is up. */
export async function startProcess(environment: Record<string, string>): Promise<Process> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const end = () => child.kill('SIGKILL')
  process.once('exit', end)
  const port = await portOf(child)
  return {
    port,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async kill() {
      process.off('exit', end)
      end()
      await exited
    },
  }
}

/** The port that its log tells; all of the log is read, so that it never waits for a reader. */
function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', line => {
      if (process.env.LOG) process.stderr.write(`${child.pid} ${line}\n`)
      const { msg, port } = JSON.parse(line) as { msg?: string; port?: number }
      if (msg === 'Belay is up' && port !== undefined) resolve(port)
    })
    child.once('exit', code => reject(new Error(`Belay ended with ${code} before it was up`)))
  })
}
