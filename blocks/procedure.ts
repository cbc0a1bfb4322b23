import { actions, buttons, menu, type Offer } from './button.ts'
import { clip, shown } from './limits.ts'
import type { Message } from './message.ts'
import { type StepView, stepBlocks } from './procedure-step.ts'
import { bold, clipWords, dotted, type Line, richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'

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

/** Slack's blocks of a message are 50, and a step takes up to three; nobody reads more of them at once. */
export const stepsAtOnce = 12
const textMost = 400

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

/** More than that are chosen from in a menu. */
const mostButtons = 5

/** So many are read through; the menu has the others as well. */
const mostLines = 20

const moreThan = (all: number): Line[] =>
  all > mostLines
    ? [{ words: words('There are more: choose below, or say what it is about, as in: runbook database') }]
    : []

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
        ...found.slice(0, mostLines).map(({ path, why }) => ({
          words: clipWords(
            dotted([bold(clip(oneLine(path.at(-1) ?? ''), shown.title))], words(above(path)), words(why)),
            shown.why,
          ),
        })),
        ...moreThan(found.length),
        ...troubles.map(warning),
      ]),
      ...(found.length > mostButtons
        ? actions([menu('Open …', found.map(opening))])
        : buttons(found.map(opening))),
    ],
  }
}
