import { called, environmentCalled } from './called.ts'
import { UserError } from './errors.ts'
import { nearest } from './nearest.ts'
import type { System } from './system.ts'

/** What was typed once more, with another name in place of the one that there is not. */
export type Correcting = (name: string) => string

/** The system of these that is called so, by its name or its title. `unknown` is the sentence when none is. */
export function systemNamed(
  typed: string,
  systems: System[],
  unknown: (name: string) => string,
  correcting: Correcting,
): System {
  const lower = typed.toLowerCase()
  const found = systems.find(({ system, title }) => system === lower || title.toLowerCase() === lower)
  const names = systems.map(({ system }) => system)
  return found ?? none(typed, names, unknown, correcting)
}

export function environmentNamed(typed: string, system: System, correcting: Correcting) {
  const { title, environments } = system
  const names = Object.keys(environments)
  const unknown = (name: string) => `${title} has no environment ${name}`
  return environmentCalled(typed, system) ?? none(typed, names, unknown, correcting)
}

export function serviceNamed(typed: string, system: System, environment: string, correcting: Correcting) {
  const services = system.environments[environment]?.services ?? {}
  const unknown = (name: string) => `${system.title} ${environment} has no service ${name}`
  return called(typed, services) ?? none(typed, Object.keys(services), unknown, correcting)
}

/** So many choices have a button each, and so many are told. */
const offered = 5
const told = 20

/** Refuses a name that is none of these, and offers the one that was meant, or each of a few. */
function none(
  typed: string,
  names: string[],
  unknown: (name: string) => string,
  correcting: Correcting,
): never {
  const said = unknown(`"${typed.slice(0, 40)}"`)
  const begun = typed.length > 2 ? names.find(name => name.startsWith(typed.toLowerCase())) : undefined
  const near = nearest(typed, names) ?? begun
  const offers = near ? [near] : names.length <= offered ? names : []
  const known = `${names.length === 1 ? 'there is' : 'there are'} ${names.slice(0, told).join(', ') || 'none'}`
  throw new UserError(
    near ? `${said}. Did you mean ${near}?` : `${said}; ${known}.`,
    ...offers.map(name => ({ label: name, command: correcting(name) })),
  )
}
