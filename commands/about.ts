import type { Subject } from '../blocks/modal-change.ts'
import { UserError } from '../src/domain/errors.ts'
import type { Incident } from '../src/domain/incident.ts'
import { needsOf } from '../src/domain/run/needs.ts'
import type { RunPlace } from '../src/domain/run/run.ts'
import type { System } from '../src/domain/system.ts'
import type { Call } from '../src/engine/command.ts'
import { lineOf } from '../src/engine/line.ts'

type Here = Omit<Call<unknown>, 'args'> & { system: System; environment: string }

/** The service that is meant: the only one there is, where none is named. */
export function serviceOf({
  args,
  system,
  environment,
  invocation,
}: Here & { args: { service?: string | undefined } }): string {
  if (args.service !== undefined) return args.service
  const [only, ...others] = Object.keys(system.environments[environment]?.services ?? {})
  if (only !== undefined && others.length === 0) return only
  if (only === undefined)
    throw new UserError(`${system.title} ${environment} has no services in its system file.`)
  throw new UserError(
    `Which service of ${system.title} ${environment}?`,
    ...[only, ...others].map(name => ({
      label: name,
      command: `${invocation.text} --system ${system.system} --environment ${environment} --service ${name}`,
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
    ? await faces.incidents.find(args.incident)
    : channel && thread
      ? await faces.incidents.byThread(channel, thread)
      : undefined
  return found?.system === system.system ? found : undefined
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

/** The services of an environment that are so, and the one that is meant where it is named or the only one. */
export function servicesOf(
  { args, system, environment }: Here & { args: { service?: string | undefined } },
  isSo: (service: System['environments'][string]['services'][string]) => boolean = () => true,
): { service: string | undefined; services: string[] } {
  const all = Object.entries(system.environments[environment]?.services ?? {})
  const services = all.filter(([, one]) => isSo(one)).map(([name]) => name)
  if (args.service === undefined && services.length === 0)
    throw new UserError(`${system.title} ${environment} has no service for this in its system file.`)
  return { service: args.service ?? (services.length === 1 ? services[0] : undefined), services }
}
