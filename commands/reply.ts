import type { Offer } from '../blocks/button.ts'
import { confirmation } from '../blocks/confirmation.ts'
import type { Message, View } from '../blocks/message.ts'
import { type Word, words } from '../blocks/rich.ts'
import { timeNear } from '../blocks/time.ts'
import { clocks } from '../src/domain/clocks.ts'
import type { EventType } from '../src/domain/events.ts'
import type { Incident } from '../src/domain/incident.ts'
import type { Faces } from '../src/engine/command.ts'
import type { Invocation, Reply } from '../src/ports/invocation.ts'

/** Only for the person who asked; the card and the thread tell the others. */
export const toPerson = (message: Message): Reply => ({ to: 'person', message })

/** To all in a thread, where people work on one thing together; elsewhere to the person who asked. */
export const toReaders = ({ thread }: Invocation, message: Message): Reply =>
  thread === undefined ? toPerson(message) : { to: 'channel', message }

export const confirmed = (line: (string | Word[])[], offers: Offer[] = []): Reply =>
  toPerson(confirmation(words(...line), offers))

/** What everybody could be surprised by is told to everybody. */
export const announced = (line: (string | Word[])[], offers: Offer[] = []): Reply => ({
  to: 'channel',
  message: confirmation(words(...line), offers),
})

/** What is missing is asked for in a modal. Where none can be opened, Slack's side offers a button that opens it. */
export const ask = (view: View): Reply => ({ to: 'person', view })

/** The same for a change of an incident, unless its state would refuse the change anyway. */
export function askFor(change: EventType, incident: Incident, faces: Faces, view: View): Reply {
  faces.incidents.permit(incident, change)
  return ask(view)
}

/** " Next update due 02:46.", if the incident has reminders. */
export function nextUpdate(incident: Incident, faces: Pick<Faces, 'now'>): Word[] {
  const { remind } = clocks(incident)
  return remind === undefined ? [] : words(' Next update due ', timeNear(remind, faces.now()), '.')
}
