import { type LikelyProcedure, timelineMessage } from '../../../blocks/timeline.ts'
import type { Incident } from '../../domain/incident.ts'
import type { Post } from '../../ports/posts.ts'
import type { Store } from '../../ports/store.ts'
import type { Hold } from '../performer.ts'
import type { Posted, PostOnce } from '../post-once.ts'

/** Entries that go into one message of the thread at most. */
const entriesAMessage = 12

export interface ThreadDeps {
  store: Store
  postOnce: PostOnce
  /** A system's title, as people read it. */
  title(system: string): string
  /** What of the runbook is likely to help; undefined where nothing is. */
  procedureFor?: ((incident: Incident) => Promise<LikelyProcedure | undefined>) | undefined
}

/** Continues the timeline in the card's thread where it stopped, in order. */
export function createThread({ store, postOnce, title, procedureFor }: ThreadDeps) {
  return async function continueThread(
    hold: Hold,
    incident: Incident,
    card: Posted,
    known: Record<string, Post>,
  ): Promise<void> {
    let from = 0
    for (;;) {
      const begun = known[`entry:${from}`]
      if (begun && begun.state !== 'sending') {
        from = (begun.upTo ?? from) + 1
        continue
      }
      const upTo = begun?.upTo ?? Math.min(incident.entries, from + entriesAMessage) - 1
      const entries = (await store.timeline(hold.system, incident.id, from)).slice(0, upTo - from + 1)
      if (entries.length === 0) return
      const procedure = from === 0 ? await procedureFor?.(incident) : undefined
      await postOnce(hold, {
        incident: incident.id,
        intent: `entry:${from}`,
        place: { channel: card.channel, thread: card.ts },
        message: timelineMessage(entries, incident, title(incident.system), procedure),
        upTo: from + entries.length - 1,
      })
      from += entries.length
    }
  }
}
