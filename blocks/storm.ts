import { buttons } from './button.ts'
import {
  acknowledgeAll,
  bySeverity,
  byState,
  type Crowd,
  crowdActions,
  listOffer,
  nobodyHas,
  summary,
  whose,
  worst,
} from './crowd.ts'
import type { Message } from './message.ts'
import { bold, dotted, mrkdwnWords, richText, type Word, words } from './rich.ts'
import { clipMrkdwn, mrkdwn } from './text.ts'
import { time } from './time.ts'

const since = ({ incidents }: Crowd): Word => time(Math.min(...incidents.map(({ openedAt }) => openedAt)))

/** The one card for more incidents than a channel can take cards at once; so many still wait for theirs. */
export function storm(crowd: Crowd, waiting: number): Message {
  const heading = summary(crowd)
  const lines = [
    [bold(heading)],
    dotted(
      words(bySeverity(crowd.incidents)),
      words(byState(crowd.incidents)),
      words('since ', since(crowd)),
    ),
    words(
      waiting === 1
        ? '1 has no message of its own yet'
        : `${waiting} have no message of their own yet, the worst come first`,
    ),
  ]
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [richText([...lines.map(words => ({ words })), ...worst(crowd)]), ...crowdActions(crowd)],
  }
}

/**
 * What the storm's card becomes: what it says must not go stale, each incident's own card goes on. As long as nobody has
 * some of them, whoever wakes up now can still take all at once.
 */
export function stormOver(crowd: Crowd): Message {
  const line = words(
    `${crowd.incidents.length} incidents of ${whose(crowd)} since `,
    since(crowd),
    ': each has a message of its own now',
  )
  const offers = [...(nobodyHas(crowd.incidents).length > 0 ? [acknowledgeAll(crowd)] : []), listOffer]
  return { text: clipMrkdwn(mrkdwnWords(line)), blocks: [richText([{ words: line }]), ...buttons(offers)] }
}
