import type { Planted } from '../process.ts'
import { anyToken, noCancel, noOperation, noTakeover, noTidy, noVersion, postFirst } from './kept.ts'
import { noCheck, noGuard } from './performers.ts'

export interface PlantedFault {
  name: string
  /** The first seed that shows it. */
  seed: number
  planted: Partial<Planted>
}

/** Ten ways to get the engine wrong, each of which the simulation has to find. */
export const faults: PlantedFault[] = [
  { name: 'the lease is not checked before a call', seed: 3, planted: { performers: noGuard } },
  { name: 'a post is written down only once it stands there', seed: 1, planted: { kept: postFirst } },
  { name: 'the version is not checked', seed: 1, planted: { kept: noVersion } },
  { name: 'a job is done whoever has it in hand', seed: 15, planted: { kept: anyToken } },
  { name: 'what a lost process had in hand is dropped', seed: 2, planted: { kept: noTakeover } },
  {
    name: 'deadlines are reckoned by the wall',
    seed: 1,
    planted: { clock: clock => ({ ...clock, now: clock.wall }) },
  },
  { name: 'nobody looks for copies after a doubt', seed: 4, planted: { kept: noTidy } },
  { name: 'the operation id is ignored', seed: 2, planted: { kept: noOperation } },
  {
    name: 'a level is told without asking whether it is still called',
    seed: 15,
    planted: { performers: noCheck },
  },
  { name: 'an acknowledgement leaves the deadline owed', seed: 1, planted: { kept: noCancel } },
]
