import type { Logger } from 'pino'
import type { Desk, Reply } from '../ports/invocation.ts'
import type { Answer, Asked } from './answer.ts'
import { wentWrong } from './apologies.ts'
import type { Recent } from './recent.ts'

export interface WorkDeps {
  desk: Desk
  answer: Answer
  recent: Recent
  log: Logger
  repeated(): void
}

/** What is done after the acknowledgement, kept track of so that a stop can wait for it. */
export function createWork({ desk, answer, recent, log, repeated }: WorkDeps) {
  const inHand = new Set<Promise<void>>()

  async function work(asked: Asked): Promise<void> {
    const { id, text } = asked.invocation
    const command = text.split(' ', 2).join(' ')
    let reply: Reply
    try {
      reply = await desk.handle(asked.invocation)
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

  return {
    /** A delivery that came before is left alone: Slack sends again what it believes lost. */
    begin(asked: Asked): void {
      if (!recent.add(asked.invocation.id)) {
        repeated()
        return
      }
      const working = work(asked).finally(() => inHand.delete(working))
      inHand.add(working)
    },
    async settled(): Promise<void> {
      while (inHand.size > 0) await Promise.all(inHand)
    },
  }
}
