import type { Actor } from '../src/domain/actor.ts'
import type { PageNews } from '../src/domain/page.ts'
import { clip, listed, shown } from './limits.ts'
import { nameOf, names, placeOf } from './people.ts'
import { oneLine } from './text.ts'

/** What PagerDuty tells that changes nothing here, and the words of whoever said it. */
export function newsLine(news: PageNews, by: Actor): { text: string; quote?: string | undefined } {
  const [who, place] = [nameOf(by), placeOf(by)]
  switch (news.kind) {
    case 'status-update':
      return { text: `${who} published a status update${place}`, quote: news.text }
    case 'responder-asked':
      return { text: `${who} asked ${short(news.who)} to help${place}`, quote: news.text }
    case 'responder-replied':
      return { text: replied(short(news.who), news.answer) }
    case 'reassigned':
      return { text: `${who} reassigned it${place}: ${names(news.to)}` }
    case 'moved':
      return {
        text: `${who} moved it to the service ${short(news.service)}${place}: here it goes on as it is`,
      }
    case 'bridge':
      return {
        text:
          news.at.length > 0
            ? `${who} set where to talk${place}: ${listed(news.at.map(whole), shown.people)}`
            : `${who} removed the conference bridge${place}`,
      }
    default:
      // Two versions may run at once, and the newer one may know of more.
      return { text: `${who} did something${place} that only a newer Belay can put into words` }
  }
}

function replied(responder: string, answer: string): string {
  switch (answer) {
    case 'joined':
      return `${responder} joins, as asked in PagerDuty`
    case 'declined':
      return `${responder} cannot help, as asked in PagerDuty`
    default:
      return `${responder} replied in PagerDuty: ${short(answer)}`
  }
}

const short = (text: string): string => clip(oneLine(text), shown.name)

/** Half an address leads nowhere, and those of meetings are long. */
const whole = (address: string): string => clip(oneLine(address), shown.why)
