import type { RichTextBlock } from '@slack/types'
import { type Choice, choiceInput, choosable, modal, textInput } from './input.ts'
import { clip, shown } from './limits.ts'
import type { View } from './message.ts'
import { confirmInput, reasonInput } from './modal-confirm.ts'
import { bold, dotted, richText, words } from './rich.ts'
import { oneLine } from './text.ts'

/** What a form is about: "LearnBot api-gateway, production · runs 41  a1b2c3d". */
export interface Subject {
  /** The command line that is completed by what is filled in. */
  command: string
  /** In words. */
  place: string
  /** What runs there now, where that is known. */
  now?: string | undefined
  /** The word that has to be typed. */
  confirm?: string | undefined
}

export const about = ({ place, now }: Subject): RichTextBlock => {
  const facts = now === undefined ? [] : words(`runs ${clip(oneLine(now), shown.title)}`)
  const line = { words: dotted([bold(clip(oneLine(place), shown.title))], facts) }
  return { ...richText([line]), block_id: 'about' }
}

/** Asks which of a system's services is meant; the form for that comes next. */
export const whichServiceModal = (title: string, subject: Subject, services: string[]): View =>
  modal(title, 'Next', subject.command, [
    about(subject),
    choiceInput({
      argument: 'service',
      label: 'Service',
      choices: services.map(name => ({ label: name, value: name })),
    }),
  ])

/** Asks which version to deploy: one of those that are known, the latest first, or another. */
export const deployModal = (subject: Subject, versions: (Choice & { isNow?: true })[]): View => {
  const known = choosable(versions)
  const isKnown = known.length > 0
  return modal('Deploy', 'Plan it', subject.command, [
    about(subject),
    ...(isKnown
      ? [
          choiceInput({
            argument: 'known',
            label: 'Version',
            choices: known,
            // What runs now is refused: nothing is deployed by a form that was only sent off.
            initial: versions.find(({ isNow }) => isNow)?.value,
          }),
        ]
      : []),
    textInput({
      argument: 'version',
      label: isKnown ? 'Or another version' : 'Version',
      max: 200,
      ...(isKnown && { optional: true }),
    }),
    reasonInput,
    ...confirmInput(subject),
  ])
}

/** Asks from which branch a workflow deploys, and for a version where it can take one. */
export const deployBranchModal = (subject: Subject, branch: string, versions: Choice[]): View =>
  modal('Deploy', 'Plan it', subject.command, [
    about(subject),
    textInput({ argument: 'branch', label: 'Branch', max: 200, initial: branch }),
    ...(choosable(versions).length > 0
      ? [
          choiceInput({
            argument: 'known',
            label: 'An earlier version instead',
            optional: true,
            choices: versions,
          }),
        ]
      : []),
    reasonInput,
    ...confirmInput(subject),
  ])

/** Asks which revision to go back to: the one that is suggested, or else the last that nobody has gone back from. */
export const rollbackModal = (
  subject: Subject,
  revisions: (Choice & { suggested?: true; rolledBack?: true })[],
): View => {
  const told = revisions.filter(({ more }) => more !== undefined).slice(0, 2)
  return modal('Roll back', 'Plan it', subject.command, [
    about(subject),
    choiceInput({
      argument: 'revision',
      label: 'Back to',
      // Slack shows below a choice only what it is called, once it is made.
      ...(told.length > 0 && { hint: told.map(({ value, more }) => `${value} ${more}`).join('; ') }),
      choices: revisions,
      initial: (
        revisions.find(({ suggested }) => suggested) ?? revisions.find(({ rolledBack }) => !rolledBack)
      )?.value,
    }),
    reasonInput,
    ...confirmInput(subject),
  ])
}
