import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type Simulated, type Simulation, simulateBy } from './simulate.ts'

/** What a thread is asked for: the episode of a seed, with a fault planted by its name or without. */
export interface AskedOfThread {
  seed: number
  planted?: string | undefined
}

/** Episodes as `simulate` has them, by as many threads as the machine has cores. */
export async function createThreads() {
  const threads = Array.from(
    { length: availableParallelism() },
    () => new Worker(new URL('thread.js', import.meta.url)),
  )
  await Promise.all(threads.map(thread => once(thread, 'online')))
  const ask = async (thread: Worker, asked: AskedOfThread): Promise<Simulation> => {
    thread.postMessage(asked)
    const [answer] = await once(thread, 'message')
    return answer as Simulation
  }
  return {
    simulate: (seed: number, steps: number, planted?: string): Promise<Simulated> =>
      simulateBy(
        threads.map(thread => one => ask(thread, { seed: one, planted })),
        seed,
        steps,
      ),
    end: () => Promise.all(threads.map(thread => thread.terminate())),
  }
}
export type Threads = Awaited<ReturnType<typeof createThreads>>
