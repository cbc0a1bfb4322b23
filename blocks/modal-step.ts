import { type Choice, choiceInput, choosable, modal, textInput } from './input.ts'
import { clip } from './limits.ts'
import type { View } from './message.ts'
import { preformatted } from './reading.ts'

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

/** Asks for what a step of a runbook leaves open. */
export const stepModal = (command: string, text: string, needed: StepInput[]): View =>
  modal('Run a step', 'Go on', command, [
    { ...preformatted(clip(text, 1_000)), block_id: 'about' },
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

const hintOf = (example: string | undefined, why: string | undefined): string =>
  [example === undefined ? undefined : `In the runbook: ${example}`, why].filter(Boolean).join('; ')
