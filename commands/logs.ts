import type { InputBlock } from '@slack/types'
import { severities } from '../src/domain/severity.ts'
import type { System } from '../src/domain/system.ts'
import { type Choice, choiceInput, modal, textInput, titleMax } from './input.ts'
import type { View } from './message.ts'

/** What is known before anybody fills in anything: typed already, or from the message it was declared on. */
export interface Prefill {
  system?: string | undefined
  environment?: string | undefined
  service?: string | undefined
  severity?: string | undefined
  title?: string | undefined
  /** The message it was declared on, as `--message` takes it. */
  message?: string | undefined
}

/** Declares an incident in one of these systems. What leaves no choice is not asked. */
export function declareModal(systems: System[], prefill: Prefill = {}): View {
  const environments = distinct(systems.flatMap(({ environments }) => Object.keys(environments)))
  const command = ['incident declare']
  const asked: InputBlock[] = []
  const ask = (argument: string, label: string, choices: Choice[], initial: string | undefined) => {
    const [only, another] = choices
    if (only && !another) command.push(`--${argument} ${only.value}`)
    else if (only) asked.push(choiceInput({ argument, label, choices, initial }))
  }
  ask(
    'system',
    'System',
    systems.map(({ system, title }) => ({ label: title, value: system })),
    prefill.system,
  )
  ask('environment', 'Environment', environments.map(named), prefill.environment)
  if (prefill.message !== undefined) command.push(`--message ${prefill.message}`)
  return modal('Declare an incident', 'Declare', command.join(' '), [
    textInput({
      argument: 'title',
      label: 'What is wrong?',
      hint: 'As somebody who was just woken would want to read it.',
      max: titleMax,
      initial: prefill.title,
    }),
    choiceInput({
      argument: 'severity',
      label: 'How bad is it?',
      choices: severities
        .filter(severity => systems.some(({ severities }) => severities[severity]))
        .map(named),
      initial: prefill.severity,
    }),
    ...asked,
    ...serviceInput(systems, prefill.service),
  ])
}

const named = (name: string): Choice => ({ label: name, value: name })
const distinct = (names: string[]): string[] => [...new Set(names)]

/** A service of one of several systems says whose it is. */
function serviceInput(systems: System[], initial: string | undefined): InputBlock[] {
  const services = distinct(systems.flatMap(servicesOf))
  if (services.length === 0) return []
  const choices = services.map(service => {
    const owners = systems.filter(system => servicesOf(system).includes(service)).map(({ title }) => title)
    return { label: systems.length === 1 ? service : `${service} (${owners.join(', ')})`, value: service }
  })
  return [choiceInput({ argument: 'service', label: 'Service', optional: true, choices, initial })]
}

const servicesOf = ({ environments }: System): string[] =>
  Object.values(environments).flatMap(({ services }) => Object.keys(services))
