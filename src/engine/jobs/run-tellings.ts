import type { Message } from '../../../blocks/message.ts'
import { approvalAsked, glassBroken, type RunHome } from '../../../blocks/run-direct.ts'
import { closed, closesSoon, notClosed, opened, stillOpen } from '../../../blocks/run-open.ts'
import {
  cameToNothingMessage,
  declinedMessage,
  pingMessage,
  stalledMessage,
  undoSoonMessage,
  unseenMessage,
} from '../../../blocks/run-ping.ts'
import { closes, mayStandOpen } from '../../domain/run/exposure.ts'
import { currentStep, isOver, type Run } from '../../domain/run/run.ts'
import type { Step } from '../../domain/run/step.ts'
import type { Chat, Place } from '../../ports/chat.ts'
import type { Member } from '../../ports/directory.ts'
import type { Posted } from '../post-once.ts'

/** Somebody who is told of a run, in person or below its message. */
export interface Telling {
  intent: string
  place(): Promise<Place> | Place
  message(home: RunHome): Message
  broadcast?: true
}

/** Whom it concerns as it stands, below its message, in its channel or in person. */
export function tellings(
  run: Run,
  card: Posted | undefined,
  people: Member[],
  chat: Pick<Chat, 'direct'>,
): Telling[] {
  const thread = card?.thread ?? card?.ts
  const below: Place | undefined = card && thread ? { channel: card.channel, thread } : undefined
  const inPerson = (intent: string, message: Telling['message']): Telling[] =>
    people.map(({ id }) => ({
      intent: `${intent}:${id}`,
      place: async () => ({ channel: await chat.direct(id) }),
      message,
    }))
  const inThread = (intent: string, message: Message): Telling[] =>
    below ? [{ intent, place: () => below, message: () => message }] : []

  const inChannel = (intent: string, message: Telling['message']): Telling[] =>
    card ? [{ intent, place: () => ({ channel: card.channel }), message }] : []
  /** Everybody: where it was asked for, and who could have said no. */
  const toAll = (intent: string, show: (run: Run, title: string, address?: string) => Message): Telling[] => {
    const message = (home: RunHome) => show(run, home.title, home.message)
    return [...inChannel(intent, message), ...inPerson(intent, message)]
  }
  const inChannelAlone = (at: number | undefined, intent: string, show: typeof opened): Telling[] =>
    at === undefined ? [] : inChannel(`${intent}:${at}`, home => show(run, home.title, home.message))

  if (mayStandOpen(run))
    return [
      ...toAll('opened', opened),
      ...inChannelAlone(run.openToldAt, 'open', stillOpen),
      ...inChannelAlone(run.undo?.toldAt, 'closes', closesSoon),
    ]
  if (closes(run) && run.state === 'succeeded') return toAll('closed', closed)
  if (closes(run) && (isOver(run) || run.state === 'doubtful')) return toAll('open', notClosed)
  if (closes(run)) return inChannelAlone(run.openToldAt, 'open', notClosed)
  const own = [
    ...stalls(run).flatMap(({ intent, step }) => inThread(intent, stalledMessage(run, step))),
    // Nobody looks on: an edit, which makes no sound, is not enough.
    ...(cameToNothing(run)
      ? inThread(`ended:${run.state}`, cameToNothingMessage(run)).map(one => ({
          ...one,
          broadcast: true as const,
        }))
      : []),
    ...unseen(run).flatMap(({ intent, why }) => inThread(intent, unseenMessage(run, why))),
    ...(isTakenBackSoon(run) ? inThread(`undo-soon:${run.undo!.at}`, undoSoonMessage(run)) : []),
  ]
  if (run.breakGlass) return [...inPerson('glass', home => glassBroken(run, home)), ...own]
  if (run.state === 'declined') return inThread('declined', declinedMessage(run))
  if (run.state !== 'proposed') return own
  const ids = people.map(({ id }) => id)
  return [
    ...inPerson('ask', home => approvalAsked(run, home, { approvers: people.map(({ name }) => name) })),
    ...(run.pingedAt === undefined ? [] : inThread(`ping:${run.pingedAt}`, pingMessage(run, ids))),
  ]
}

/** That its step comes no further, anew each time that it has come further since. An incident's thread says so by itself. */
function stalls(run: Run): { intent: string; step: Step }[] {
  const number = currentStep(run) ?? -1
  const step = run.steps[number]
  if (run.state !== 'running' || run.incident || !step?.stalled) return []
  const since = step.progressAt === undefined ? '' : `:${step.progressAt}`
  return [{ intent: `stalled:${number}${since}`, step }]
}

/** That nobody sees how far its step is, once for each. */
function unseen(run: Run): { intent: string; why: string }[] {
  const number = currentStep(run) ?? -1
  const why = run.steps[number]?.unseen
  return run.state !== 'running' || run.incident || why === undefined
    ? []
    : [{ intent: `unseen:${number}`, why }]
}

const isTakenBackSoon = ({ undo }: Run): boolean => undo?.toldAt !== undefined && undo.run === undefined

/** What Belay has begun by itself, at its time, and has not done. */
const cameToNothing = ({ state, undoes, scheduled }: Run): boolean =>
  (undoes !== undefined || scheduled !== undefined) && ['failed', 'void', 'doubtful'].includes(state)
