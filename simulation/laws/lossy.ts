import type { Loss } from '../memory/loss.ts'
import type { Broken } from './law.ts'

/** What holds although Redis has lost its last second. */
const always = [
  'a call has its effect once',
  'an approval is by somebody who may, for what they have read',
  'what is approved is what was read',
  'every run comes to an end',
  'who is done with a service lets go of it',
  'the audit is whole',
  'history that is lost is told',
  'what was asked for before a loss does not begin',
  'what PagerDuty calls for is an incident',
]
/** What holds besides where what is waited for is kept. */
const waited = [
  'what is taken is owed',
  'what is about to be called is saved first',
  'what is called is what was approved',
]

/** Says what is broken, unless nobody can help it once something was lost. */
export const unlessLost =
  (loss: () => Loss, broken: Broken): Broken =>
  (law, how) => {
    const { lostAt, keeping } = loss()
    const holds = keeping === 'waitaof' ? [...always, ...waited] : always
    if (lostAt() === undefined || holds.includes(law)) broken(law, how)
  }
