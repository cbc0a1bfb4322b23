import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { endingWithUs } from '../../sandbox/child.ts'
import { bundled } from '../bundled.ts'

/** A process of Belay's own. */
export interface Process {
  port: number
  /** What it has logged so far. */
  log: LogLine[]
  /** Sends a signal, as a supervisor does. */
  signal(name: NodeJS.Signals): void
  /** How it ended, once it has. */
  ended: Promise<Ended>
  /** Ends it in the middle of whatever it is doing. */
  kill(): Promise<void>
  isAlive(): boolean
}

export interface LogLine {
  level: number
  msg: string
  port?: number
  finding?: string
  err?: { message: string; stack: string }
}

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  /** What it has said beside its log. */
  errors: string
}

/** Starts a process, and resolves when it says that it is up. */
export async function startProcess(
  environment: Record<string, string>,
  nodeArgs: string[] = [],
): Promise<Process> {
  const begun = beginProcess(environment, nodeArgs)
  return { ...begun, port: await begun.up }
}

/** Begins one that may never be up. */
export function beginProcess(
  environment: Record<string, string>,
  nodeArgs: string[] = [],
  program = bundled('main'),
) {
  const started = spawn(process.execPath, [...nodeArgs, program], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const child = endingWithUs(started, 'SIGKILL')
  const log: LogLine[] = []
  const errors = text(child.stderr)
  const ended = once(child, 'close').then(
    async ([code, signal]): Promise<Ended> => ({ code, signal, errors: await errors }),
  )

  /** The port that its log tells; all of the log is read, so that it never waits for a reader. */
  const up = new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', line => {
      if (process.env.LOG) process.stderr.write(`${child.pid} ${line}\n`)
      const said = JSON.parse(line) as LogLine
      log.push(said)
      if (said.msg === 'Belay is up' && said.port !== undefined) resolve(said.port)
    })
    void ended.then(({ code, errors }) =>
      reject(new Error(`Belay ended with ${code} before it was up: ${errors}`)),
    )
  })
  up.catch(() => {}) // Whoever does not wait for it waits for how it ended.

  return {
    log,
    up,
    ended,
    signal: (name: NodeJS.Signals) => void child.kill(name),
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
