import { parentPort } from 'node:worker_threads'
import { faults } from './planted/faults.ts'
import { simulateOne } from './simulate.ts'
import type { AskedOfThread } from './threads.ts'

parentPort!.on('message', async ({ seed, planted }: AskedOfThread) => {
  const fault = faults.find(({ name }) => name === planted)
  parentPort!.postMessage(await simulateOne(seed, fault?.planted))
})
