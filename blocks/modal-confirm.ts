import type { Plan } from '../src/domain/run/plan.ts'
import { modal, textInput, titleMax, writtenMax } from './input.ts'
import { limits } from './limits.ts'
import type { View } from './message.ts'
import { bold, clipLines, type Line, richText } from './rich.ts'
import { titleOf } from './run-headline.ts'
import { shiftLines } from './run-planned.ts'

/** Somebody who rolls back wonders why that is called so. */
const everyChange = 'Every change there asks for this word.'

export const reasonInput = textInput({ argument: 'reason', label: 'Why?', max: titleMax, optional: true })

/** Takes the word, where one has to be typed. */
export const confirmInput = ({ confirm }: { confirm?: string | undefined }) =>
  confirm === undefined
    ? []
    : [textInput({ argument: 'confirm', label: `Type ${confirm} to go on`, hint: everyChange, max: 100 })]

/** What would be done, in short. */
const planned = (plan: Plan): Line[] => [{ words: [bold(titleOf({ plan }))] }, ...shiftLines({ plan }, false)]

/** Has whoever asks for a change type the word that its environment wants. */
export const confirmModal = ({
  command,
  word,
  plan,
  typed,
  isWhyOpen = false,
}: {
  command: string
  word: string
  plan?: Plan | undefined
  typed?: string | undefined
  /** It can be said why, and was not yet. */
  isWhyOpen?: boolean
}): View =>
  modal('Confirm', 'Go on', command, [
    ...(plan ? [{ ...richText(clipLines(planned(plan), limits.section)), block_id: 'about' }] : []),
    textInput({
      argument: 'confirm',
      label: `Type ${word} to go on`,
      hint:
        typed === undefined
          ? `${everyChange} Then others are asked to approve it, where that is wanted.`
          : `"${typed}" is another word.`,
      max: 100,
    }),
    ...(isWhyOpen ? [reasonInput] : []),
  ])

/** Asks for words that go with a decision. */
export const reasonModal = (
  title: string,
  submit: string,
  command: string,
  label: string,
  optional = false,
): View =>
  modal(title, submit, command, [
    textInput({ argument: 'text', label, max: writtenMax, multiline: true, ...(optional && { optional }) }),
  ])
