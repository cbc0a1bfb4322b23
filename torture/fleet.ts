import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Given } from './belay.ts'

/** One of Belay's processes, from its start to its end. */
interface Process {
  child: ChildProcess
  /** Where it listens, once it does. */
  port?: number
}

const compiled = fileURLToPath(new URL('dist/torture/belay.js', import.meta.url))
/** A process that ends by itself is started again after so long, in milliseconds, as a supervisor does. */
const againMs = 500

/** Starts one of Belay's processes, as it is compiled for the image. */
export function begin(given: Given, execArgv: string[] = []): Process {
  const child = fork(compiled, [JSON.stringify(given)], {
    execArgv,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const begun: Process = { child }
  child.on('message', (said: { port?: number }) => {
    if (said.port !== undefined) begun.port = said.port
  })
  return begun
}

export type Fleet = ReturnType<typeof startFleet>

/** So many processes. Whichever ends is started again. */
export function startFleet(given: Given, size: number) {
  const places: Process[] = []
  let isOver = false
  let ownEnds = 0

  function fill(place: number): void {
    const begun = begin(given)
    places[place] = begun
    begun.child.once('exit', (_code, signal) => {
      const wasUp = begun.port !== undefined
      delete begun.port
      if (isOver) return
      if (signal === 'SIGKILL') return fill(place)
      if (wasUp) ownEnds++
      setTimeout(() => !isOver && fill(place), againMs)
    })
  }

  for (let place = 0; place < size; place++) fill(place)
  const ports = () => places.flatMap(({ port }) => port ?? [])
  let turn = 0
  return {
    /** Where the next one listens that is up, as a load balancer leads to them in turn; nowhere while none is. */
    port(): number {
      const all = ports()
      return all[turn++ % all.length] ?? 9
    },
    /** How many are up. */
    up: () => ports().length,
    /** How many have ended by themselves; one that found no Redis when it was started is none of them. */
    ownEnds: () => ownEnds,
    /** Ends one in the midst of whatever it does, unless no other would be left; resolves when it has ended. */
    async kill(place: number): Promise<boolean> {
      const victim = places[place]!
      const others = places.filter(other => other !== victim && other.port !== undefined)
      const hasEnded = victim.child.exitCode !== null || victim.child.signalCode !== null
      if (others.length === 0 || hasEnded) return false
      const exited = once(victim.child, 'exit')
      victim.child.kill('SIGKILL')
      await exited
      return true
    },
    async stop(): Promise<void> {
      isOver = true
      await Promise.all(
        places.map(async ({ child }) => {
          if (child.exitCode !== null || child.signalCode !== null) return
          const exited = once(child, 'exit')
          child.kill('SIGKILL')
          await exited
        }),
      )
    },
  }
}
