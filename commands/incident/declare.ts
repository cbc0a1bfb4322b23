import { z } from 'zod'
import { clip, shown } from '../../blocks/limits.ts'
import { declareModal } from '../../blocks/modals.ts'
import { UserError } from '../../src/domain/errors.ts'
import { label } from '../../src/domain/incident.ts'
import { environmentNamed, serviceNamed, systemNamed } from '../../src/domain/named.ts'
import { SaidSeverity } from '../../src/domain/severity.ts'
import type { System } from '../../src/domain/system.ts'
import { type Call, type Command, channelCommand, type Faces } from '../../src/engine/command.ts'
import { lineOf } from '../../src/engine/line.ts'
import { MessageLink } from '../message-link.ts'
import { ask, confirmed } from '../reply.ts'
import { nextFor } from './declared.ts'
import { severityFor } from './how-bad.ts'

const Title = z
  .string()
  .trim()
  .min(1)
  .transform(text => clip(text, shown.title))
  .describe('what is wrong')

const args = z.object({
  title: Title.optional(),
  severity: SaidSeverity.describe('a severity').optional(),
  system: z.string().toLowerCase().describe('a system').optional(),
  environment: z.string().toLowerCase().describe('an environment').optional(),
  service: z.string().toLowerCase().describe('a service').optional(),
  message: MessageLink.optional(),
  /** To be looked over first. */
  form: z.boolean().default(false),
})
type Args = z.infer<typeof args>
/** All that was said, with a choice made. */
type Again = (choice: Partial<Args>) => string

export const declare: Command = channelCommand({
  name: 'incident declare',
  aliases: ['declare', 'incident new'],
  summary: 'Say what is wrong',
  more: 'Whoever is on call is told at once.',
  example: 'incident declare "checkout is slow" --severity P1 --service {service}',
  args,
  rest: 'title',
  short: true,
  permission: 'anyone',
  misfits({ system: name, environment, service, severity }, systems) {
    const system = systems.find(({ system }) => system === name)
    if (!system || !environment) return {}
    const again = () => ''
    return {
      ...misfit('environment', () => environmentNamed(environment, system, again)),
      ...misfit('severity', () =>
        severityFor(system, { severity: SaidSeverity.safeParse(severity).data }, again),
      ),
      ...(service &&
        system.environments[environment] &&
        misfit('service', () => serviceNamed(service, system, environment, again))),
    }
  },
  async run({ args, systems, actor, invocation, faces }) {
    const { title, service } = args
    const again: Again = choice => lineOf('incident declare', { ...args, ...choice })
    const candidates = args.system
      ? [systemNamed(args.system, systems, unknownHere, system => again({ system }))]
      : systems
    const [system, another] = candidates
    if (title === undefined || args.form || (another && invocation.triggerId)) {
      const { message, channel } = invocation
      const from = message && channel ? `${channel}/${message.ts}` : undefined
      const prefill = { environment: 'production', message: from, ...args, title: title ?? message?.text }
      return ask(declareModal(candidates, prefill))
    }
    if (!system || another) throw which(candidates, again)

    const environment = await environmentFor(system, { args, invocation, faces }, again)
    if (service !== undefined) serviceNamed(service, system, environment, service => again({ service }))
    const severity = severityFor(system, args, severity => again({ severity }))
    const links = await linksTo(args.message, faces)
    const place = { system: system.system, environment, ...(service !== undefined && { service }) }
    const declaration = { ...place, severity, title, links, by: actor }
    const incident = await faces.incidents.declare(declaration, invocation.id)
    const where = [system.title, service, environment].filter(part => part !== undefined).join(' ')
    const unlinked = args.message !== undefined && links.length === 0
    return confirmed(
      [
        `${label(incident)} is open: ${severity}, ${where}. Its card comes in ${incident.channel}.`,
        unlinked ? ' Slack gave no link to the message.' : '',
      ],
      await nextFor(incident, system, { invocation, faces }),
    )
  },
})

function misfit(field: string, find: () => unknown): Record<string, string> {
  try {
    find()
    return {}
  } catch (error) {
    if (error instanceof UserError) return { [field]: error.message }
    throw error
  }
}

/** Nobody waits for a link: without one, the incident is declared all the same. */
async function linksTo(
  message: string | undefined,
  { messages }: Faces,
): Promise<{ label: string; url: string }[]> {
  const [channel, ts] = message?.split('/') ?? []
  const url = channel && ts ? await messages.link({ channel, ts }) : undefined
  return url === undefined ? [] : [{ label: 'Message', url }]
}

const unknownHere = (name: string) => `No system ${name} lives here`

const which = (systems: System[], again: Again) =>
  new UserError(
    'Which system is it about?',
    ...systems.map(({ system, title }) => ({ label: title, command: again({ system }) })),
  )

/** The channel's environment, where none was said: production before others. */
async function environmentFor(
  system: System,
  { args, invocation, faces }: Pick<Call<Args>, 'args' | 'invocation' | 'faces'>,
  again: Again,
): Promise<string> {
  if (args.environment !== undefined)
    return environmentNamed(args.environment, system, environment => again({ environment }))
  const here = invocation.channel ? await faces.systems.inChannel(invocation.channel) : []
  const local = here.filter(one => one.system.system === system.system).map(({ environment }) => environment)
  const usual = local.length > 0 ? local : Object.keys(system.environments)
  return usual.includes('production') ? 'production' : usual[0]!
}
