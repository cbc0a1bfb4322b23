import { afterAll, beforeAll } from 'vitest'
import { createGate, type Gate } from '../gate.ts'

/** A simulated service. */
export interface Simulated {
  url: string
  close(): Promise<unknown>
}

/** What is held of an answer without end, and what is in the buffers of its connection by then. */
export const mostOnItsWay = 100_000_000

/** Has a service behind a gate for all tests of a suite; answers how the gate is come by while they run. */
export function gated(open: () => Promise<Simulated>): () => Gate {
  let service: Simulated
  let gate: Gate
  beforeAll(async () => {
    service = await open()
    gate = await createGate(service.url)
  })
  afterAll(async () => {
    await gate.shut()
    await service.close()
  })
  return () => gate
}
