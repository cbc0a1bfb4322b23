import type { Subject } from '../blocks/modal-change.ts'
import { UserError } from '../src/domain/errors.ts'
import { having } from '../src/domain/having.ts'
import { type Incident, isIncidentId } from '../src/domain/incident.ts'
import { incidentNumber } from '../src/domain/incident-name.ts'
import { needsOf } from '../src/domain/run/needs.ts'
import type { RunPlace } from '../src/domain/run/run.ts'
import type { System } from '../src/domain/system.ts'
import type { CallAt } from '../src/engine/command.ts'
import type { Incidents } from '../src/engine/faces.ts'
import { lineOf } from '../src/engine/line.ts'
import { lineAt } from '../src/operations/line-at.ts'
import { elsewhere } from './elsewhere.ts'

type Here = Omit<CallAt<unknown>, 'args'>
type Naming = Here & { args: { service?: string | undefined } }

/** The service that is meant: the only one it can be, where none is named. */
export function serviceOf(call: Naming): string {
  const { system, environment, invocation } = call
  const { service, services } = servicesOf(call)
  if (service !== undefined) return service
  throw new UserError(
    `Which service of ${system.title} ${environment}?`,
    ...services.map(name => ({
      label: name,
      command: `${lineAt(invocation.text, { system, environment })} --service ${name}`,
    })),
  )
}

/** The incident that it is asked for in: the one that is named, or whose thread it is. */
export async function incidentOf({
  args,
  system,
  invocation,
  faces,
}: Pick<Here, 'system' | 'invocation' | 'faces'> & { args: { incident?: string | undefined } }): Promise<
  Incident | undefined
> {
  const { channel, thread } = invocation
  const found = args.incident
    ? await incidentGiven(args.incident, system, faces.incidents)
    : channel && thread
      ? await faces.incidents.byThread(channel, thread)
      : undefined
  return found?.system === system.system ? found : undefined
}

/** What a button carries may be gone, and what it asks for is wanted all the same; what a person wrote is a slip then. */
const incidentGiven = (text: string, system: System, incidents: Incidents) =>
  isIncidentId(text) ? incidents.find(text) : incidentNamed(text, system, incidents)

/** An incident of another system is none that is meant, and is not told of. */
export async function incidentNamed(text: string, system: System, incidents: Incidents): Promise<Incident> {
  const found = await incidents.find(incidentNumber(text) ?? text)
  if (found?.system === system.system) return found
  throw new UserError(
    `${system.title} has no incident ${text.slice(0, 40)}. Look it up in the list, as in: incident list`,
    { label: 'List incidents', command: 'incident list' },
  )
}

/** Where its message stands: in the incident's thread, else where it was asked for, else in the environment's channel. */
export async function placeOf(
  { system, environment, invocation, faces }: Here,
  incident: Incident | undefined,
): Promise<RunPlace> {
  const card = incident && (await faces.incidents.card(incident))
  if (card) return { channel: card.channel, thread: card.ts }
  const { channel, thread } = invocation
  if (channel === undefined || channel.startsWith('D'))
    return { channel: system.environments[environment]!.channel }
  return { channel, ...(thread !== undefined && { thread }) }
}

/** What is known already of what is asked for in a form. */
interface Asking {
  incident?: string | undefined
  reason?: string | undefined
  step?: string | undefined
}

/** What a form is about: the line that it completes, where that is, and the word that is wanted there. */
export function subjectOf(
  { args: { incident, reason, step }, system, environment }: Here & { args: Asking },
  command: string,
  service?: string,
  more: Record<string, number | undefined> = {},
): Subject {
  const place = [system.title, ...(service === undefined ? [] : [service])].join(' ')
  return {
    command: lineOf(command, {
      system: system.system,
      environment,
      service,
      incident,
      reason,
      step,
      ...more,
    }),
    place: `${place}, ${environment}`,
    confirm: needsOf(system, environment, 'change').confirm,
  }
}

/** The services that a command is for, and the one that is meant where it is named or the only one. */
export function servicesOf({ args, system, environment, needs, invocation }: Naming): {
  service: string | undefined
  services: string[]
} {
  const inPlace = (name: string) => having(system.environments[name]?.services ?? {}, needs)
  const services = inPlace(environment)
  if (args.service !== undefined) return { service: args.service, services }
  if (services.length > 0) return { service: services.length === 1 ? services[0] : undefined, services }
  const { there, offers } = elsewhere({ system, invocation }, name => inPlace(name).length > 0)
  const such = needs ? ` with ${needs.map(setting => `\`${setting}\``).join(' or ')}` : ''
  throw new UserError(
    `${system.title} ${environment} has no service${such} in its system file${there.length > 0 ? `: ${there.join(', ')} has` : ''}.`,
    ...offers,
    { label: 'How its services do', command: lineOf('health', { system: system.system, environment }) },
  )
}
