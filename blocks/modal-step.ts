import type { RichTextBlock } from '@slack/types'
import { type Choice, choiceInput, choosable, modal, textInput } from './input.ts'
import { clip } from './limits.ts'
import type { View } from './message.ts'
import { type StepView, troublesSaid } from './procedure-step.ts'
import { preformatted } from './reading.ts'
import { richText, words } from './rich.ts'
import { oneLine } from './text.ts'

/** One thing that a step leaves open; where it is known what it can be, it is chosen. */
export interface StepInput {
  argument: string
  name: string
  example?: string
  /** The example stands there already. */
  usual?: true
  why?: string
  options?: Choice[]
}

/** Asks for what a step of a runbook leaves open; what is wrong in it is told before anybody fills it in. */
export const stepModal = (
  command: string,
  { title, text, troubles, sets }: Pick<StepView, 'title' | 'troubles'> & { text: string; sets: string[] },
  needed: StepInput[],
): View =>
  modal(sets.length > 0 ? 'Set what steps take' : 'Run a step', 'Go on', command, [
    ...(title === '' ? [] : lines(title)),
    { ...preformatted(clip(text, 1_000)), block_id: 'about' },
    ...lines(...troublesSaid(troubles)),
    ...needed.map(({ argument, name, example, usual, why, options = [] }) => {
      const hint = hintOf(usual ? undefined : example, why)
      const asked = {
        argument,
        label: name,
        ...(hint && { hint }),
        ...(usual && { initial: example }),
      }
      return choosable(options).length > 0
        ? choiceInput({ ...asked, choices: options })
        : textInput({ ...asked, max: 2_000 })
    }),
  ])

const lines = (...said: string[]): RichTextBlock[] =>
  said.length > 0 ? [richText(said.map(line => ({ words: words(oneLine(line)) })))] : []

const hintOf = (example: string | undefined, why: string | undefined): string =>
  [example === undefined ? undefined : `In the runbook: ${example}`, why].filter(Boolean).join('; ')
