import { clocks } from '../../src/domain/clocks.ts'
import type { Memory } from '../memory/memory.ts'
import { type Broken, incidentsIn } from './law.ts'

/** What no incident waits for longer than that, once nothing is wrong any more. */
export function checkOnTime(memory: Memory, lateMs: number, broken: Broken): void {
  const now = memory.clock.now()
  for (const incident of incidentsIn(memory))
    for (const [timer, due] of Object.entries(clocks(incident))) {
      const late = (now - due) / memory.clock.rate()
      if (late > lateMs)
        broken('each deadline on time', `${timer} of ${incident.id} is ${Math.round(late)} ms late`)
    }
}
