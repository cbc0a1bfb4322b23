import type { KnownBlock, SectionBlock } from '@slack/types'
import type { Actor } from '../src/domain/actor.ts'
import type { Risk } from '../src/domain/run/plan.ts'
import { setBy } from '../src/domain/runbook/line.ts'
import type { CommandStep } from '../src/domain/runbook/runbook.ts'
import { actions, button, checkbox, type Offer } from './button.ts'
import { clip, limits } from './limits.ts'
import { nameOf } from './people.ts'
import { preformatted } from './reading.ts'
import { clipWords, dotted, richText, words } from './rich.ts'
import { oneLine, plainText } from './text.ts'
import { dayTime } from './time.ts'

/** One step as it is shown: a command with its button, or something to be done by hand. */
export interface StepView {
  number: number
  title: string
  /** What the runbook says of it besides. */
  notes: string[]
  /** The command as written. */
  text?: string
  /** Why it stays with people. */
  byHand?: string
  /** What stands wrong in it, and what would be right. */
  troubles: string[]
  offer?: Offer
  /** What is done by hand has a box. */
  tick?: Tick
}

/** What ticking it runs; and who did it when, where that is noted. */
interface Tick {
  command: string
  done?: { by: Actor; at: number }
}

const titleMost = 400
const notesMost = 300
const commandMost = 500

/**
 * What the button of a step is called: one that changes something is asked for, one that only sets variables for those
 * below says so, and a form comes before what is missing.
 */
export function stepButton({ line }: CommandStep, risk: Risk, isAsked: boolean): string {
  const sets = setBy(line)
  const does = risk !== 'read' ? 'Ask for it' : sets.length > 0 ? `Set ${sets.join(', ')}` : 'Run'
  return `${clip(does, limits.button - 2)}${isAsked ? ' …' : ''}`
}

export function stepBlocks(step: StepView): KnownBlock[] {
  const { number, title, text, tick } = step
  const head = tick ? boxed(step, tick) : [told(step)]
  return text === undefined || text === title
    ? head
    : [...head, { ...preformatted(clip(text, commandMost)), block_id: `step-${number}` }]
}

function told({ number, title, notes, byHand, troubles, offer }: StepView): SectionBlock {
  const said = [
    numbered(number, title),
    ...(notes.length > 0 ? [inShort(notes)] : []),
    ...(byHand === undefined ? [] : [`by hand: ${oneLine(byHand)}`]),
    ...troublesSaid(troubles),
  ].join('\n')
  return {
    type: 'section',
    text: plainText(said, limits.section / 4),
    ...(offer && { accessory: { ...button(offer), action_id: `step ${number}` } }),
  }
}

export const troublesSaid = (troubles: string[]): string[] =>
  troubles.slice(0, 2).map(trouble => `⚠️ ${oneLine(trouble)}`)

/** What is done by hand, with its box; where a box has no room for its line, with a button. */
function boxed({ number, title, notes }: StepView, { command, done }: Tick): KnownBlock[] {
  const said = numbered(number, title)
  const box = checkbox({ label: said, command, checked: done !== undefined })
  const below = dotted(
    box && said.length <= limits.option ? [] : words(said),
    words(inShort(notes)),
    done ? words(`✓ ${nameOf(done.by)} noted it `, dayTime(done.at)) : [],
  )
  return [
    ...actions([box ?? button({ label: 'Done', command })], `tick-${number}-${done?.at ?? ''}`),
    ...(below.length > 0 ? [richText([{ words: clipWords(below, titleMost) }])] : []),
  ]
}

const inShort = (notes: string[]): string => clip(notes.map(oneLine).join(' · '), notesMost)

const numbered = (number: number, title: string): string => `${number}. ${oneLine(title)}`
