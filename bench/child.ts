import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { LimitedSlack } from './limited-slack.ts'
import type { Outside } from './outside.ts'

export interface Child<Said> {
  pid: number
  /** What it said when it was ready. */
  said: Said
  /** Milliseconds from its being started to its saying so. */
  readyAfterMs: number
  /** What it answers to a question. */
  ask<Answer>(question: unknown): Promise<Answer>
  stop(): Promise<void>
}

const limitMs = 60_000
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** Belay and its peers as they are compiled; the simulated outside as it is. */
const compiled = (name: string) => here(`dist/bench/servers/${name}.js`)

/** Starts one of the servers, compiled as for the image, and resolves when it says that it is ready. */
export const startServer = <Said>(name: string, given: unknown = {}, execArgv: string[] = []) =>
  start<Said>(compiled(name), given, execArgv)

/** Starts the simulated outside. */
export const startOutside = () => start<Outside>(here('outside.ts'), {}, ['--import=tsx'])

/** Starts a simulated Slack that keeps its limits. */
export const startLimitedSlack = () => start<LimitedSlack>(here('limited-slack.ts'), {}, ['--import=tsx'])

async function start<Said>(file: string, given: unknown, execArgv: string[]): Promise<Child<Said>> {
  const began = performance.now()
  const child = fork(file, [JSON.stringify(given)], {
    execArgv,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const said = (await heard(child)) as Said
  return {
    pid: child.pid!,
    said,
    readyAfterMs: performance.now() - began,
    async ask<Answer>(question: unknown) {
      child.send(question as object)
      return (await heard(child)) as Answer
    },
    async stop() {
      if (!child.connected) return
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}

function heard(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => settle(() => reject(new Error(`${child.spawnfile} says nothing`))),
      limitMs,
    )
    const onExit = (code: number | null) => settle(() => reject(new Error(`A server ended with ${code}`)))
    const onMessage = (message: unknown) => settle(() => resolve(message))
    function settle(act: () => void) {
      clearTimeout(timer)
      child.off('exit', onExit).off('message', onMessage)
      act()
    }
    child.once('exit', onExit).once('message', onMessage)
  })
}
