import type { Planted } from '../engine.ts'
import { answerFirst } from './intake.ts'
import {
  anyToken,
  newsAnew,
  newsTakes,
  noCancel,
  noEcho,
  noOperation,
  noTakeover,
  noTidy,
  noVersion,
  postFirst,
} from './kept.ts'
import { noCheck, noGuard } from './performers.ts'
import { anyTime, byAge, noCardAnew, noClosing, noMessageAnew, noSent, unasked } from './recent.ts'
import {
  again,
  anyDigest,
  callFirst,
  noAnswer,
  noEpoch,
  noLock,
  noLook,
  noRelease,
  noUndo,
  ownYes,
} from './runs.ts'

export interface PlantedFault {
  name: string
  /** The first seed that showed it when that was last measured: to look from there saves time. */
  seed: number
  planted: Partial<Planted>
}

/** Ways to get the engine wrong, each of which the simulation has to find. */
export const faults: PlantedFault[] = [
  { name: 'the lease is not checked before a call', seed: 168, planted: { performers: noGuard } },
  { name: 'a post is written down only once it stands there', seed: 3, planted: { kept: postFirst } },
  { name: 'the version is not checked', seed: 1, planted: { kept: noVersion } },
  { name: 'a job is done whoever has it in hand', seed: 4, planted: { kept: anyToken } },
  { name: 'what a lost process had in hand is dropped', seed: 1, planted: { kept: noTakeover } },
  {
    name: 'deadlines are reckoned by the wall',
    seed: 1,
    planted: { clock: clock => ({ ...clock, now: clock.wall }) },
  },
  { name: 'nobody looks for copies after a doubt', seed: 81, planted: { kept: noTidy } },
  { name: 'the operation id is ignored', seed: 1, planted: { kept: noOperation } },
  {
    name: 'a level is told without asking whether it is still called',
    seed: 8,
    planted: { performers: noCheck },
  },
  { name: 'an acknowledgement leaves the deadline owed', seed: 1, planted: { kept: noCancel } },
  { name: 'a yes counts for another plan than was read', seed: 3, planted: { runs: anyDigest } },
  { name: 'whoever asks may say yes', seed: 11, planted: ownYes },
  { name: 'nobody looks at locks', seed: 1, planted: { kept: noLock } },
  { name: 'a call is made before it is saved that it will be', seed: 1, planted: { kept: callFirst } },
  { name: 'nobody looks whether a call was made', seed: 3, planted: { makers: noLook } },
  { name: 'what must not be repeated is', seed: 177, planted: { makers: again } },
  { name: 'what is for a while is not taken back', seed: 3, planted: { kept: noUndo } },
  { name: 'a lock is kept for ever', seed: 1, planted: { kept: noRelease } },
  { name: 'what came back is not in the audit', seed: 2, planted: { kept: noAnswer } },
  { name: 'what is told is answered before it is owed', seed: 1, planted: { intake: answerFirst } },
  { name: 'what was lost is not minded', seed: 1, planted: { kept: noEpoch } },
  { name: 'a time that is due is begun whoever has begun it', seed: 1, planted: { kept: anyTime } },
  { name: 'what comes back is begun unasked', seed: 1, planted: { kept: unasked } },
  { name: 'nobody keeps a channel closed that Slack has limited', seed: 4, planted: { kept: noClosing } },
  { name: 'a card that was deleted is not owed again', seed: 13, planted: { kept: noCardAnew } },
  {
    name: 'a message of a run that was deleted is not posted anew',
    seed: 13,
    planted: { kept: noMessageAnew },
  },
  { name: 'what was sent is forgotten while an edit is in doubt', seed: 2, planted: { kept: noSent } },
  { name: 'what was asked of PagerDuty before is forgotten', seed: 62, planted: { kept: noEcho } },
  { name: 'news of PagerDuty’s is told whenever it is come by', seed: 2, planted: { kept: newsAnew } },
  { name: 'news of PagerDuty’s is taken for somebody having it', seed: 1, planted: { kept: newsTakes } },
  { name: 'cards come by age alone', seed: 2, planted: { kept: byAge } },
]
