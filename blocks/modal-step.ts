import { modal, textInput } from './input.ts'
import { clip } from './limits.ts'
import type { View } from './message.ts'
import { preformatted } from './reading.ts'

/** Asks for what a step of a runbook leaves open. */
export const stepModal = (
  command: string,
  text: string,
  needed: { name: string; example?: string; why?: string }[],
): View =>
  modal('Run a step', 'Go on', command, [
    { ...preformatted(clip(text, 1_000)), block_id: 'about' },
    ...needed.map(({ name, example, why }, i) =>
      textInput({
        argument: `given-${i + 1}`,
        label: name,
        max: 2_000,
        ...(hintOf(example, why) && { hint: hintOf(example, why) }),
      }),
    ),
  ])

const hintOf = (example: string | undefined, why: string | undefined): string =>
  [example === undefined ? undefined : `In the runbook: ${example}`, why].filter(Boolean).join('; ')
