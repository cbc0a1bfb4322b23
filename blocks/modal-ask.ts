import type { InputBlock } from '@slack/types'
import { choiceInput, modal, textInput, titleMax } from './input.ts'
import type { View } from './message.ts'
import { about, type Subject } from './modal-change.ts'
import { confirmInput, reasonInput } from './modal-confirm.ts'

/** Which service, where that is not known yet. */
const serviceInput = (services: string[]): InputBlock[] =>
  services.length === 0
    ? []
    : [
        choiceInput({
          argument: 'service',
          label: 'Service',
          choices: services.map(name => ({ label: name, value: name })),
        }),
      ]

const lasting = ['15m', '30m', '1h', '2h', '4h', '8h', '24h'].map(value => ({
  label: value.replace('m', ' min').replace('h', ' h'),
  value,
}))

/** Asks how many tasks a service is to run, and for how long. */
export const scaleModal = (
  subject: Subject,
  services: string[],
  bounds?: { min: number; max: number } | undefined,
): View =>
  modal('Scale', 'Plan it', subject.command, [
    about(subject),
    ...serviceInput(services),
    textInput({
      argument: 'count',
      label: 'How many tasks?',
      max: 4,
      ...(bounds && { hint: `${bounds.min} to ${bounds.max}, as its system file says.` }),
    }),
    choiceInput({
      argument: 'for',
      label: 'Taken back after',
      hint: 'For good, where nothing is chosen.',
      choices: lasting,
      optional: true,
    }),
    reasonInput,
    ...confirmInput(subject),
  ])

/** Asks what to lock, and why. */
export const lockModal = (subject: Subject, services: string[]): View =>
  modal('Lock', 'Lock it', subject.command, [
    about(subject),
    ...serviceInput(services),
    textInput({
      argument: 'reason',
      label: 'Why?',
      hint: 'Others read it who want to change the service.',
      max: titleMax,
    }),
  ])

/** Asks which of CloudWatch's alarms are to do nothing, and for how long. */
export const silenceAlarmModal = (subject: Subject, alarms: string[]): View =>
  modal('Silence alarms', 'Plan it', subject.command, [
    about(subject),
    textInput({
      argument: 'alarms',
      label: 'Which alarms?',
      hint: 'By name, or the beginning of several with a * behind it.',
      max: 1_000,
      initial: alarms.join(' '),
    }),
    choiceInput({ argument: 'for', label: 'For how long?', choices: lasting, initial: '1h' }),
    reasonInput,
    ...confirmInput(subject),
  ])

/** Asks for how long PagerDuty is to page nobody, and why. */
export const maintenanceModal = (subject: Subject): View =>
  modal('Silence PagerDuty', 'Plan it', subject.command, [
    about(subject),
    choiceInput({ argument: 'for', label: 'For how long?', choices: lasting, initial: '1h' }),
    reasonInput,
    ...confirmInput(subject),
  ])
