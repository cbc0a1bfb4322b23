import type { Lock } from '../src/domain/run/lock.ts'
import { buttons, type Offer } from './button.ts'
import { clip, shown } from './limits.ts'
import type { Message } from './message.ts'
import { nameOf } from './people.ts'
import { mrkdwnWords, richText, type Word, words } from './rich.ts'
import { clipMrkdwn, oneLine } from './text.ts'
import { dayTime } from './time.ts'

export interface Whose {
  system: string
  title: string
}

/** "LearnBot api-gateway, production" */
const what = ({ environment, service }: Lock, { title }: Whose): string =>
  `${clip(oneLine(title), shown.name)} ${service === undefined ? environment : `${service}, ${environment}`}`

/** "Ana locked LearnBot api-gateway, production since 02:14 ("hotfix")" */
export const lockLine = (lock: Lock, whose: Whose): Word[] =>
  words(
    `${nameOf(lock.holder)} locked ${what(lock, whose)} since `,
    dayTime(lock.since),
    ` ("${clip(oneLine(lock.reason), shown.title)}")`,
  )

/** Who has it, since when and why, and what can be done about it: nobody else changes it meanwhile. */
export function lockHeld(lock: Lock, offers: Offer[]): Message {
  const { holder, service, environment, since, reason } = lock
  const line = words(
    `${nameOf(holder)} has ${service ?? environment} since `,
    dayTime(since),
    ` ("${clip(oneLine(reason), shown.title)}").`,
  )
  return { text: clipMrkdwn(mrkdwnWords(line)), blocks: [richText([{ words: line }]), ...buttons(offers)] }
}

/** Asks its holder whether a lock is still needed. */
export function lockNag(lock: Lock, whose: Whose): Message {
  const line = words(
    'Do you still need it? ',
    lockLine(lock, whose),
    '. Nobody else can change it meanwhile.',
  )
  return {
    text: clipMrkdwn(mrkdwnWords(line)),
    blocks: [richText([{ words: line }]), ...buttons([unlock(lock, whose)])],
  }
}

const unlock = ({ environment, service }: Lock, { system }: Whose): Offer => ({
  label: 'Unlock',
  command: `unlock --system ${system} --environment ${environment}${service === undefined ? '' : ` --service ${service}`}`,
})
