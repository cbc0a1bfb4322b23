import { inWords } from '../src/domain/duration.ts'
import type { RunHappening } from '../src/domain/run/events.ts'
import type { RunRef } from '../src/domain/run/run.ts'
import type { Entry } from '../src/domain/timeline.ts'
import { clip, shown } from './limits.ts'
import { nameOf } from './people.ts'
import { type Word, words } from './rich.ts'
import { shiftIn } from './run-planned.ts'
import { oneLine } from './text.ts'
import { timeNear } from './time.ts'

/** What happened to a run, as a line of its incident's timeline. */
export function runLine(run: RunRef, what: RunHappening, { by, at }: Pick<Entry, 'by' | 'at'>): Word[] {
  const who = nameOf(by)
  const it = short(run.title)
  switch (what.kind) {
    case 'asked':
      return words(`${who} asked to ${it}${shiftIn(run)}`)
    case 'approved':
      return words(
        `${who} approved after ${inWords(what.afterMs)}: ${it}${what.left > 0 ? `; ${what.left} more needed` : ''}`,
      )
    case 'declined':
      return words(`${who} declined: ${it}${what.text === undefined ? '' : `. ${short(what.text)}`}`)
    case 'expired':
      return words(`Not approved in time: ${it}`)
    case 'glass-broken':
      return words(`⚠️ ${who} broke the glass to ${it}: ${short(what.reason)}`)
    case 'void':
      return words(`Not begun: ${it}. ${short(what.why)}`)
    case 'waits':
      return words(`Waits: ${it}. ${short(what.why)}`)
    case 'started':
      return words(`Began to ${it}`)
    case 'cancelling':
      return words(`${who} wants it stopped: ${it}`)
    case 'cancelled':
      if (!what.begun) return words(`${who} cancelled: ${it}`)
      return words(`Stopped half-way: ${it}${what.why === undefined ? '' : `. ${short(what.why)}`}`)
    case 'unseen':
      return words(`⚠️ It cannot be seen how far it is: ${it}. ${short(what.why)}`)
    case 'stalled':
      return words(`No progress for ${inWords(what.forMs)}: ${it}`)
    case 'doubtful':
      return words(`⚠️ In doubt: ${it}. ${short(what.why)}`)
    case 'settled':
      return words(`${who} looked: the call ${what.had ? 'had' : 'did not have'} its effect (${it})`)
    case 'succeeded':
      return words(`Done in ${inWords(what.tookMs)}: ${[it, ...what.said.map(short)].join(', ')}`)
    case 'failed':
      return words(`Failed: ${it}. ${short(what.why)}`)
    case 'undo-soon':
      return words(`Taken back in ${inWords(what.inMs)}: ${it}`)
    case 'extended':
      return words(`${who} extended it until `, timeNear(what.until, at), `: ${it}`)
    case 'still-open':
      return words(`⚠️ Open for ${inWords(what.forMs)} by now: ${it}`)
    case 'undoing':
      return words(`Being taken back: ${it}`)
  }
}

const short = (text: string): string => clip(oneLine(text), shown.title)
