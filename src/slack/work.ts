import type { Logger } from 'pino'
import { nobodyKnown, notOurs, wentWrong } from '../../blocks/apology.ts'
import type { Desk, Invocation, Reply } from '../ports/invocation.ts'
import type { Answer } from './answer.ts'
import type { Identity } from './identity.ts'
import type { Once } from './once.ts'
import type { Asked } from './tell.ts'

export interface WorkDeps {
  /** Rejects when Slack does not tell. */
  identity(): Promise<Identity>
  desk: Desk
  answer: Answer
  /** Deliveries that have come, and buttons that are being carried out. */
  deliveries: Once
  presses: Once
  log: Logger
  counted(what: 'repeated' | 'foreign'): void
}

/** What is done after the acknowledgement, kept track of so that a stop can wait for it. */
export function createWork({ identity, desk, answer, deliveries, presses, log, counted }: WorkDeps) {
  const inHand = new Set<Promise<void>>()

  /** A delivery that came before is left alone, and so is a button that somebody presses again before it has answered. */
  async function once(asked: Asked): Promise<void> {
    const { invocation, press } = asked
    if (!(await deliveries.isFirst(invocation.id))) return counted('repeated')
    if (press === undefined) return work(asked)
    if (!(await presses.isFirst(press))) return counted('repeated')
    await work(asked).finally(() => presses.end(press))
  }

  async function work(asked: Asked): Promise<void> {
    const { id, text } = asked.invocation
    const command = text.split(' ', 2).join(' ')
    let reply: Reply
    try {
      reply = (await stopped(asked.invocation)) ?? (await desk.handle(asked.invocation))
    } catch (error) {
      log.error({ err: error, invocation: id, command }, 'a command failed')
      reply = { to: 'person', message: wentWrong }
    }
    try {
      await answer(asked, reply)
    } catch (error) {
      log.error({ err: error, invocation: id, command }, 'an answer reached nobody')
    }
  }

  /** Who comes in through a shared channel has no rights here; while it is not known whose Belay is, nobody has. */
  async function stopped({ id, user, team }: Invocation): Promise<Reply | undefined> {
    let own: Identity
    try {
      own = await identity()
    } catch (err) {
      log.warn({ err, invocation: id }, 'it is not known whose Belay is')
      return { to: 'person', message: nobodyKnown }
    }
    if (team === own.team || (team !== '' && team === own.enterprise)) return undefined
    counted('foreign')
    log.info({ invocation: id, user, team }, 'somebody of another workspace was refused')
    return { to: 'person', message: notOurs }
  }

  return {
    begin(asked: Asked): void {
      const working = once(asked).finally(() => inHand.delete(working))
      inHand.add(working)
    },
    async settled(): Promise<void> {
      while (inHand.size > 0) await Promise.all(inHand)
    },
  }
}
