import { z } from 'zod'
import { declareModal } from '../../blocks/modals.ts'
import { UserError } from '../../src/domain/errors.ts'
import { label } from '../../src/domain/incident.ts'
import { nearest } from '../../src/domain/nearest.ts'
import { Severity } from '../../src/domain/severity.ts'
import type { System } from '../../src/domain/system.ts'
import { type Call, type Command, channelCommand, type Faces } from '../../src/engine/command.ts'
import { MessageLink } from '../message-link.ts'
import { ask, confirmed } from '../reply.ts'

const args = z.object({
  title: z.string().trim().min(1).max(240).describe('what is wrong').optional(),
  severity: z.string().toUpperCase().pipe(Severity).describe('a severity').optional(),
  system: z.string().toLowerCase().describe('a system').optional(),
  environment: z.string().toLowerCase().describe('an environment').optional(),
  service: z.string().toLowerCase().describe('a service').optional(),
  message: MessageLink.optional(),
})
type Args = z.infer<typeof args>

export const declare: Command = channelCommand({
  name: 'incident declare',
  aliases: ['declare', 'incident new'],
  summary: 'Say that something is wrong: whoever is on call is told at once',
  example: 'incident declare "checkout is slow" --severity P1 --service api-gateway',
  args,
  rest: 'title',
  permission: 'anyone',
  async run({ args, systems, actor, invocation, faces }) {
    const { title } = args
    const candidates = args.system ? [chosen(args.system, systems)] : systems
    const [system, another] = candidates
    if (title === undefined || (another && invocation.triggerId)) {
      const { message, channel } = invocation
      const from = message && channel ? `${channel}/${message.ts}` : undefined
      const prefill = { environment: 'production', message: from, ...args, title: title ?? message?.text }
      return ask(declareModal(candidates, prefill))
    }
    if (another) throw which(candidates, invocation.text)

    const place = await placed(system!, { args, invocation, faces })
    const links = await linksTo(args.message, faces)
    const declaration = { ...place, title, links, by: actor }
    const incident = await faces.incidents.declare(declaration, invocation.id)
    const { severity, environment, service } = incident
    const where = [system!.title, service, environment].filter(part => part !== undefined).join(' ')
    const unlinked = args.message !== undefined && links.length === 0
    return confirmed(
      [
        `${label(incident)} is open: ${severity}, ${where}. Its card comes in ${incident.channel}.`,
        unlinked ? ' Slack gave no link to the message.' : '',
      ],
      [
        { label: 'Acknowledge', command: `incident ack ${incident.id}` },
        { label: 'Details', command: `incident show ${incident.id}` },
      ],
    )
  },
})

/** Nobody waits for a link: without one, the incident is declared all the same. */
async function linksTo(
  message: string | undefined,
  { messages }: Faces,
): Promise<{ label: string; url: string }[]> {
  const [channel, ts] = message?.split('/') ?? []
  const url = channel && ts ? await messages.link({ channel, ts }) : undefined
  return url === undefined ? [] : [{ label: 'Message', url }]
}

function chosen(name: string, systems: System[]): System {
  const found = systems.find(({ system, title }) => system === name || title.toLowerCase() === name)
  if (found) return found
  const known = systems.map(({ system }) => system).join(', ')
  throw new UserError(`No system "${name.slice(0, 40)}" lives here; there is ${known}.`)
}

const which = (systems: System[], text: string) =>
  new UserError(
    'Which system is it about?',
    ...systems.map(({ system, title }) => ({ label: title, command: `${text} --system ${system}` })),
  )

/** Where it is and how bad, as far as it was not said: the channel's environment, and P2, or the worst there is below. */
async function placed(
  system: System,
  { args, invocation, faces }: Pick<Call<Args>, 'args' | 'invocation' | 'faces'>,
) {
  const here = invocation.channel ? await faces.systems.inChannel(invocation.channel) : []
  const local = here.filter(one => one.system.system === system.system).map(({ environment }) => environment)
  const environments = Object.keys(system.environments)
  const usual = local.length > 0 ? local : environments
  const environment = args.environment ?? (usual.includes('production') ? 'production' : usual[0]!)
  if (!environments.includes(environment))
    throw new UserError(
      `${system.title} has no environment "${environment.slice(0, 40)}"; it has ${environments.join(', ')}.`,
    )
  const services = Object.keys(system.environments[environment]!.services)
  const { service } = args
  if (service !== undefined && !services.includes(service)) {
    const said = `${system.title} ${environment} has no service "${service.slice(0, 40)}"`
    const near = nearest(service, services)
    if (!near) throw new UserError(`${said}; it has ${services.join(', ') || 'none'}.`)
    // What a form was filled in with does not stand in its line.
    const isTyped = Object.keys(invocation.fields).length === 0
    throw new UserError(
      `${said}. Did you mean ${near}?`,
      ...(isTyped ? [{ label: near, command: `${invocation.text} --service ${near}` }] : []),
    )
  }
  const severities = Severity.options.filter(severity => system.severities[severity])
  const severity = args.severity ?? (severities.includes('P2') ? 'P2' : severities[0]!)
  if (!severities.includes(severity))
    throw new UserError(`${system.title} has no ${severity}; its severities are ${severities.join(', ')}.`)
  return { system: system.system, environment, severity, ...(service !== undefined && { service }) }
}
