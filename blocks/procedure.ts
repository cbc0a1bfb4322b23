import type { KnownBlock, SectionBlock } from '@slack/types'
import { actions, button, buttons, menu, type Offer } from './button.ts'
import { clip, limits, shown } from './limits.ts'
import type { Message } from './message.ts'
import { preformatted } from './reading.ts'
import { bold, clipWords, dotted, type Line, richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine, plainText } from './text.ts'

/** One step as it is shown: a command with its button, or something to be done by hand. */
export interface StepView {
  number: number
  title: string
  /** The command as written. */
  text?: string
  /** Why it stays with people. */
  byHand?: string
  /** What stands wrong in it, and what would be right. */
  troubles: string[]
  offer?: Offer
}

/** A procedure of a runbook, or some of its steps. */
export interface ProcedureView {
  /** "Common Issues › High API latency" */
  path: string[]
  /** Where it stands: "learnbot.md, line 402". */
  at: string
  /** Why it was found. */
  why?: string
  /** What in it was not understood, and where. */
  troubles: string[]
  /** Its prose, by part: what it is labelled, and its paragraphs. */
  texts: { label: string; text: string }[]
  steps: StepView[]
  offers: Offer[]
}

/** Slack's blocks of a message are 50, and a step takes up to two; nobody reads more of them at once. */
export const stepsAtOnce = 12
const textMost = 400
const commandMost = 500

/** What the button of a step is called: one that changes something is asked for, and a form comes before what is missing. */
export const stepButton = (changes: boolean, isAsked: boolean): string =>
  `${changes ? 'Ask for it' : 'Run'}${isAsked ? ' …' : ''}`

/** A procedure as a card: what it says, and each step with what can be done with it. */
export function procedure(view: ProcedureView): Message {
  const { path, at, why, troubles, texts, steps, offers } = view
  const title = clip(oneLine(path.at(-1) ?? 'Runbook'), shown.title)
  return {
    text: clipMrkdwn(mrkdwn(`Runbook: ${title}`)),
    blocks: [
      richText([
        { words: [bold(title)] },
        { words: clipWords(dotted(words(above(path)), words(at), words(why ?? '')), shown.why) },
        ...troubles.map(warning),
        ...texts.map(({ label, text }) => ({
          words: clipWords(
            [...(label === '' ? [] : [bold(label), ...words(': ')]), ...words(text)],
            textMost,
          ),
        })),
      ]),
      ...steps.flatMap(stepBlocks),
      ...buttons(offers),
    ],
  }
}

/** The headings that it stands under. */
const above = (path: string[]): string => path.slice(0, -1).map(oneLine).join(' › ')

function stepBlocks({ number, title, text, byHand, troubles, offer }: StepView): KnownBlock[] {
  const said = [
    `${number}. ${oneLine(title)}`,
    ...(byHand === undefined ? [] : [`by hand: ${oneLine(byHand)}`]),
    ...troubles.slice(0, 2).map(trouble => `⚠️ ${oneLine(trouble)}`),
  ].join('\n')
  const section: SectionBlock = {
    type: 'section',
    text: plainText(said, limits.section / 4),
    ...(offer && { accessory: { ...button(offer), action_id: `step ${number}` } }),
  }
  return text === undefined || text === title
    ? [section]
    : [section, { ...preformatted(clip(text, commandMost)), block_id: `step-${number}` }]
}

/** More than that are chosen from in a menu. */
const mostButtons = 5

const opening = ({ path, command }: { path: string[]; command: string }): Offer => ({
  label: path.at(-1) ?? 'Open',
  command,
})

const warning = (trouble: string): Line => ({ words: clipWords(words(`⚠️ ${oneLine(trouble)}`), shown.why) })

/** Procedures that were found, best first, each with why; and what of their runbook was not understood. */
export function procedureList(
  heading: string,
  found: { path: string[]; why: string; command: string }[],
  troubles: string[] = [],
): Message {
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText([
        { words: [bold(clip(oneLine(heading), shown.title))] },
        ...found.map(({ path, why }) => ({
          words: clipWords(
            dotted([bold(clip(oneLine(path.at(-1) ?? ''), shown.title))], words(above(path)), words(why)),
            shown.why,
          ),
        })),
        ...troubles.map(warning),
      ]),
      ...(found.length > mostButtons
        ? actions([menu('Open …', found.map(opening))])
        : buttons(found.map(opening))),
    ],
  }
}
