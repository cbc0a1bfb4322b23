import type { FileDraft, Message, View } from '../../blocks/message.ts'
import type { Sealed } from '../domain/sealed.ts'
import type { Place } from './chat.ts'

/** A person asking for something, however they asked: typed, mentioned, clicked or filled in. */
export interface Invocation {
  /** The delivery's own id (trigger, event or view): the same when Slack sends it again. */
  id: string
  source: 'slash' | 'mention' | 'button' | 'modal' | 'shortcut'
  /** The command line: `incident ack k3jd8`, typed or carried by the button or modal. */
  text: string
  /** What was chosen or filled in, by argument name: it completes the command line. */
  fields: Record<string, string>
  /** What was filled in and is nobody's to read: it is in no field, no line and no button. */
  sealed?: Sealed
  user: string
  team: string
  channel?: string
  /** The thread it was asked in. */
  thread?: string
  triggerId?: string
  /** The message a shortcut was used on. */
  message?: { text: string; author?: string; ts: string }
}

/**
 * What the person gets back. What is for the channel goes to `place` where there is one, else to where it was asked for;
 * `told` is for the person, once it is there. A file that is shared `once` under a name is there for whoever asks again
 * within ten minutes: they are told that `already` it is.
 */
export type Reply =
  | { to: 'person'; message: Message }
  | { to: 'channel'; message: Message; place?: Place; told?: Message }
  | { to: 'person'; view: View }
  | {
      to: 'channel'
      file: FileDraft
      place?: Place
      told?: Message
      once?: { name: string; already: Message }
    }
  | { to: 'nobody' }

/** Takes invocations: `check` finds faults in filled-in fields at once, `handle` does what was asked and never rejects. */
export interface Desk {
  check(invocation: Invocation): Promise<Record<string, string> | undefined>
  handle(invocation: Invocation): Promise<Reply>
}
