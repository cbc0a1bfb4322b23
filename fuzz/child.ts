import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { interpreted } from '../bench/interpreted.ts'
import type { Given, Report } from './belay.ts'

export interface Belay {
  url: string
  report(): Promise<Report>
  /** Puts its wall clock ahead. */
  ahead(ms: number): Promise<Report>
  /** How it ended, if it has. */
  ended(): string | undefined
  stop(): Promise<void>
}

/** Starts Belay, and resolves when it takes requests. */
export async function startBelay(given: Given): Promise<Belay> {
  const file = fileURLToPath(new URL('belay.ts', import.meta.url))
  const child = fork(file, [JSON.stringify(given)], { execArgv: ['--import=tsx', ...interpreted] })
  let ended: string | undefined
  child.once('exit', (code, signal) => (ended = `${signal ?? code}`))
  const { url } = (await heard(child)) as { url: string }
  const ask = async (question: object | string): Promise<Report> => {
    child.send(question)
    return (await heard(child)) as Report
  }
  return {
    url,
    report: () => ask('report'),
    ahead: aheadMs => ask({ aheadMs }),
    ended: () => ended,
    async stop() {
      if (ended !== undefined) return
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}

function heard(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => settle(() => reject(new Error(`Belay ended with ${code}`)))
    const onMessage = (message: unknown) => settle(() => resolve(message))
    function settle(act: () => void) {
      child.off('exit', onExit).off('message', onMessage)
      act()
    }
    child.once('exit', onExit).once('message', onMessage)
  })
}
