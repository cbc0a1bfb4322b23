import { type Choice, choiceInput, choosable, modal, textInput, titleMax, writtenMax } from './input.ts'
import type { View } from './message.ts'

/** Has whoever asks for a change type the word that its environment wants. */
export const confirmModal = (command: string, word: string, typed?: string): View =>
  modal('Confirm', 'Go on', command, [
    textInput({
      argument: 'confirm',
      label: `Type ${word} to go on`,
      hint:
        typed === undefined
          ? 'Then it is planned, and others are asked to approve it.'
          : `"${typed}" is another word.`,
      max: 100,
    }),
  ])

export interface DeployForm {
  /** The command line that is completed by what is filled in. */
  command: string
  services: string[]
  service?: string | undefined
  /** Recent versions, the latest first. */
  versions: Choice[]
  /** The word that has to be typed. */
  confirm?: string | undefined
}

/** Asks what to deploy. What leaves no choice is not asked. */
export function deployModal({ command, services, service, versions, confirm }: DeployForm): View {
  const [only, ...others] = services
  const known = choosable(versions)
  const single = only !== undefined && others.length === 0 ? ` --service ${only}` : ''
  return modal('Deploy', 'Plan it', `${command}${single}`, [
    ...(single === ''
      ? [
          choiceInput({
            argument: 'service',
            label: 'Service',
            choices: [...services, 'all'].map(name => ({ label: name, value: name })),
            initial: service,
          }),
        ]
      : []),
    ...(known.length > 0
      ? [choiceInput({ argument: 'known', label: 'Version', optional: true, choices: known })]
      : []),
    textInput({
      argument: 'version',
      label: known.length > 0 ? 'Or another version' : 'Version',
      max: 200,
      ...(known.length > 0 && { optional: true }),
    }),
    textInput({ argument: 'reason', label: 'Why?', max: titleMax, optional: true }),
    ...(confirm === undefined
      ? []
      : [textInput({ argument: 'confirm', label: `Type ${confirm} to go on`, max: 100 })]),
  ])
}

/** Asks which revision to go back to: the one that is suggested, or else the one before. */
export const rollbackModal = (
  command: string,
  revisions: (Choice & { suggested?: true })[],
  confirm?: string,
): View =>
  modal('Roll back', 'Plan it', command, [
    choiceInput({
      argument: 'revision',
      label: 'Back to',
      choices: revisions,
      initial: (revisions.find(({ suggested }) => suggested) ?? revisions[0])?.value,
    }),
    textInput({ argument: 'reason', label: 'Why?', max: titleMax, optional: true }),
    ...(confirm === undefined
      ? []
      : [textInput({ argument: 'confirm', label: `Type ${confirm} to go on`, max: 100 })]),
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
