import { z } from 'zod'
import { isShort, logFile, logs as report } from '../blocks/logs.ts'
import { called } from '../src/domain/called.ts'
import { asTyped, inWords, Milliseconds, milliseconds, shortestMs } from '../src/domain/duration.ts'
import { UserError } from '../src/domain/errors.ts'
import { nearest } from '../src/domain/nearest.ts'
import { longestFollowMs } from '../src/domain/service-settings.ts'
import type { Environment, System } from '../src/domain/system.ts'
import { type Call, systemCommand } from '../src/engine/command.ts'
import { lineOf } from '../src/engine/line.ts'
import { hasLog } from '../src/operations/log-place.ts'
import { noLogs } from '../src/operations/logs.ts'
import type { Invocation } from '../src/ports/invocation.ts'
import { confirmed, toReaders } from './reply.ts'

const hour = 3_600_000
const day = 24 * hour
/** What is shown of the time before a log is followed. */
const beforeFollowMs = 600_000

const args = z.object({
  words: z.string().trim().max(400).describe('words to look for').optional(),
  service: z.string().toLowerCase().describe('a service').optional(),
  since: milliseconds(shortestMs)
    .meta({ help: 'how far back, as in 24h; an hour without it, or 10 min where it is followed' })
    .optional(),
  errors: z.boolean().default(false).meta({ help: 'only what looks like an error' }),
  slow: Milliseconds.meta({ help: 'only what took longer, as in 2s' }).optional(),
  request: z.string().trim().min(1).max(200).meta({ help: 'only what has this id in it' }).optional(),
  follow: milliseconds(shortestMs, longestFollowMs, 'a log is followed for 30 min at most')
    .describe('a duration')
    .meta({ help: 'looks again and again for so long, in one message' })
    .optional(),
})

export const logs = systemCommand({
  name: 'logs',
  aliases: ['log'],
  knownAs: [
    'aws logs filter-log-events',
    'aws logs get-log-events',
    'kubectl logs',
    'docker logs',
    'docker-compose logs',
    'docker compose logs',
    'aws logs tail',
    'tail',
  ],
  summary: 'Search a service’s log',
  more: '`logs api-gateway errors` is --errors; also --slow 2s, --request <id>, --follow 5m.',
  example: 'logs {service} "connection refused" --since 1h --errors',
  needs: ['logs', 'kubernetes', 'compose'],
  args,
  rest: 'words',
  permission: 'responders',
  async run({ args: given, system, environment, invocation, faces }) {
    const place = { system, environment, settings: system.environments[environment]! }
    const { service, words: said } = await meant(given, place, { invocation, faces })
    const { slow: slowMs, request, follow: forMs } = given
    const asksForErrors = said.length === 1 && /^errors?$/i.test(said[0]!) && !given.words?.endsWith('"')
    const errors = given.errors || asksForErrors
    const words = asksForErrors ? [] : said
    const sinceMs = given.since ?? (forMs === undefined ? hour : beforeFollowMs)
    const query = {
      sinceMs,
      errors,
      words: [...words, ...(request === undefined ? [] : [request])],
      ...(slowMs !== undefined && { slowMs }),
    }
    if (forMs !== undefined) {
      const at = placeToFollow(invocation)
      if (!hasLog(place.settings.services[service]!)) throw noLogs(system, environment, service)
      await faces.follows.begin(system.system, at, { environment, service, ...query }, forMs)
      return confirmed([`The log of ${service} is followed for ${inWords(forMs)}, in one message.`])
    }
    const found = await faces.logs.of(system, environment, service, query)
    if (!isShort(found)) {
      const reader = await faces.people.member(invocation.user)
      return { to: 'channel', file: logFile(found, reader?.timezone) }
    }
    const again = invocation.text
    const at = lineOf('logs', { system: system.system, environment, service })
    const { requestMs } = place.settings.thresholds ?? {}
    const message = report(found, [
      ...(requestMs !== undefined && slowMs === undefined
        ? [{ label: `Slower than ${asTyped(requestMs)}`, command: `${again} --slow ${asTyped(requestMs)}` }]
        : []),
      ...(found.events.length === 0 && sinceMs < day
        ? [{ label: 'Last 24 h', command: `${again} --since 24h` }]
        : []),
      ...(found.events.length === 0 && words.length > 0 && !errors
        ? [{ label: 'Errors', command: `${at} --errors` }]
        : []),
      { label: 'Again', command: again },
    ])
    return toReaders(invocation, message)
  },
})

function placeToFollow({ channel, thread }: Invocation): { channel: string; thread?: string } {
  if (channel === undefined)
    throw new UserError('A log is followed where its message can stand: in a channel.')
  return { channel, ...(thread !== undefined && { thread }) }
}

type Place = { system: System; environment: string; settings: Environment }

/** The service that the words begin with; else the one of the incident that is talked of, or the only one with a log. */
async function meant(
  { service, words: text = '' }: z.infer<typeof args>,
  { system, environment, settings }: Place,
  { invocation: { channel, thread }, faces }: Pick<Call<unknown>, 'invocation' | 'faces'>,
): Promise<{ service: string; words: string[] }> {
  if (/^[{[%]/.test(text))
    throw new UserError(
      'Words are looked for just as they are typed: CloudWatch’s patterns are not taken. For what took long there is --slow, as in: logs {service} --slow 2s',
    )
  const words = wordsIn(text)
  if (service !== undefined) return { service, words }
  const services = Object.keys(settings.services)
  const [first = '', ...others] = words
  const said = called(first, settings.services)
  if (said !== undefined) return { service: said, words: others }

  const about = channel && thread ? await faces.incidents.byThread(channel, thread) : undefined
  const ofIncident = about?.environment === environment ? about.service : undefined
  const logged = services.filter(name => hasLog(settings.services[name]!))
  const only = logged.length === 1 ? logged[0] : undefined
  const near = nearest(first, services)
  const known = near === undefined ? (ofIncident ?? only) : undefined
  if (known !== undefined) return { service: known, words }
  throw new UserError(
    near === undefined
      ? logged.length === 0
        ? `${system.title} ${environment} has no service whose log group is known: name it as \`logs\` of the service in the system file.`
        : `Whose log? ${system.title} ${environment} has those of ${logged.slice(0, 20).join(', ')}; as in: logs ${logged[0]} timeout`
      : `${system.title} ${environment} has no service "${first.slice(0, 40)}". Did you mean ${near}?`,
    ...(near === undefined ? logged.slice(0, 5) : [near]).map(name => ({
      label: `Logs of ${name}`,
      command: `logs --system ${system.system} --environment ${environment} --service ${name}`,
    })),
  )
}

/** Words and quoted texts; a quote within a word is a letter like any other. */
const wordsIn = (text: string): string[] =>
  [...text.matchAll(/"([^"]+(?:"(?!\s|$)[^"]*)*)"(?=\s|$)|\S+/g)].map(([word, inner]) => inner ?? word)
