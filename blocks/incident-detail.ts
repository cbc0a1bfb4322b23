import { type Incident, label } from '../src/domain/incident.ts'
import type { Entry } from '../src/domain/timeline.ts'
import { type CardView, cardLines } from './card.ts'
import { incidentActions } from './card-actions.ts'
import { push, titleOf } from './headline.ts'
import type { Message } from './message.ts'
import { nameOf, placeOf } from './people.ts'
import { bold, dotted, link, richText, type Word, words } from './rich.ts'
import { dayTime } from './time.ts'
import { timelineLines } from './timeline.ts'

/** So many of the latest entries; all of them are in the thread. */
const latest = 15

export interface DetailView extends CardView {
  /** The card's permalink. */
  thread?: string | undefined
}

/** Everything about one incident, for whoever asks. */
export function incidentDetail(incident: Incident, entries: Entry[], view: DetailView = {}): Message {
  const earlier = entries.length - latest
  return {
    text: push(incident, view.title, words(titleOf(incident))),
    blocks: [
      richText([...cardLines(incident, view), { words: beginning(incident, view.thread) }]),
      richText([
        { words: [bold('What happened')] },
        ...(earlier > 0 ? [{ words: words(`${earlier} earlier entries are in the thread`) }] : []),
        ...timelineLines(entries.slice(-latest), incident),
      ]),
      ...incidentActions(incident),
    ],
  }
}

function beginning(incident: Incident, thread: string | undefined): Word[] {
  const { openedBy, mergedInto } = incident
  return dotted(
    words(`Opened by ${nameOf(openedBy)}${placeOf(openedBy)}, `, dayTime(incident.openedAt)),
    incident.level > 0 ? words(`level ${incident.level} of ${incident.policy.ladder.length}`) : [],
    mergedInto ? words(`merged into ${label(mergedInto)}`) : [],
    thread === undefined ? [] : [link('Open the thread', thread)],
  )
}
