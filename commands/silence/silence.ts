import { z } from 'zod'
import { planMessage } from '../../blocks/plan.ts'
import { called } from '../../src/domain/called.ts'
import { asTyped, inWords, milliseconds, shortestMs } from '../../src/domain/duration.ts'
import { UserError } from '../../src/domain/errors.ts'
import { label } from '../../src/domain/incident.ts'
import { isBroad, matchersText, readMatchers } from '../../src/domain/matchers.ts'
import { nearest } from '../../src/domain/nearest.ts'
import type { Params } from '../../src/domain/run/plan.ts'
import { type CallAt, type Command, systemCommand } from '../../src/engine/command.ts'
import { lineOf } from '../../src/engine/line.ts'
import { alertmanagerOf } from '../../src/operations/alertmanager.ts'
import { longestMs } from '../../src/operations/silence.ts'
import { incidentOf } from '../about.ts'
import { changeArgs } from '../change-args.ts'
import { toPerson } from '../reply.ts'
import { request } from '../request.ts'
import { silencesOf } from './list.ts'

const usualMs = 3_600_000

const Lasting = milliseconds(
  shortestMs,
  longestMs,
  'a silence lasts 24 h at most; what is to be quiet for longer wants another rule',
)

/** "2h" that somebody has typed without `--for` before it. */
const bareDuration = (text: string): number | undefined =>
  Lasting.safeParse(text.replace(/^for\s+/i, '')).data

export const silence: Command = systemCommand({
  name: 'silence',
  summary: 'Hide alerts in Alertmanager for a while',
  more: 'Alone, what is hidden and what fires.',
  example: 'silence alertname=HighErrorRate service={service} --for 1h --comment "deploying"',
  args: z.object({
    matchers: z.string().trim().max(1_000).describe('labels and their values').optional(),
    for: Lasting.describe('a duration')
      .meta({ help: 'for how long, up to 24 h; an hour without it' })
      .optional(),
    'until-resolved': z.boolean().default(false).meta({ help: 'until its incident is over' }),
    comment: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .describe('a comment')
      .meta({ help: 'what Alertmanager says of it' })
      .optional(),
    confirm: changeArgs.confirm,
    incident: changeArgs.incident,
    step: changeArgs.step,
    yes: z.string().trim().optional().meta({ carried: true }),
  }),
  rest: 'matchers',
  permission: 'responders',
  takes: ({ matchers }) => (matchers ? 'operators' : 'responders'),
  async run(call) {
    const { args, system, environment, actor } = call
    if (!args.matchers) return silencesOf(call)
    alertmanagerOf(system)
    const { matchers, left } = readMatchers(args.matchers)
    const lasting = args.for === undefined ? bareDuration(left) : undefined
    if ((left !== '' && lasting === undefined) || matchers.length === 0) throw noLabel(left, call)
    const asked = { ...call, args: { ...args, for: undefined, reason: args.comment, 'dry-run': false } }
    const incident = await incidentOf(asked)
    const untilResolved = args['until-resolved']
    if (untilResolved && !incident)
      throw new UserError(
        'Until which incident is resolved? Ask in its thread, or name it: --incident INC-42',
      )
    const forMs = args.for ?? lasting ?? (untilResolved ? longestMs : usualMs)
    const comment = args.comment ?? (incident ? `${label(incident)} ${incident.title}` : 'asked for in Slack')
    const input = { matchers, forMs, comment: comment.slice(0, 200), createdBy: actor.name }
    const wanted = {
      operation: 'silence',
      input: input as unknown as Params,
      system: system.system,
      environment,
    }
    const { plan, digest } = await call.faces.runs.plan(wanted)
    const seen = digest.slice(0, 12)
    const sure = lineOf('silence', {
      system: system.system,
      environment,
      for: asTyped(forMs),
      'until-resolved': untilResolved,
      comment: args.comment,
      incident: args.incident,
      step: args.step,
      yes: seen,
    })
    const line = `${sure} ${matchersText(matchers)}`
    if (args.yes === seen) return request(asked, { ...wanted, all: true, incident, untilResolved, line })
    const long = untilResolved ? `until ${label(incident!)} is over` : `for ${inWords(forMs)}`
    return toPerson(
      planMessage(plan, [
        {
          label: `${isBroad(matchers) ? 'Ask to silence' : 'Silence'} ${long}`,
          command: line,
          style: 'primary',
        },
      ]),
    )
  },
})

/** What is no label with a value: it may be the name of what the alerts are about. */
function noLabel(
  left: string,
  { system, environment, args }: CallAt<{ for?: number | undefined }>,
): UserError {
  const { services } = system.environments[environment]!
  const [word = ''] = left.split(/\s+/)
  const service = called(word, services) ?? nearest(word, Object.keys(services))
  const isName = left === word && /^[A-Z]\w*$/.test(word)
  const meant = service !== undefined ? `service=${service}` : isName ? `alertname=${word}` : undefined
  const place = { system: system.system, environment }
  return new UserError(
    `"${left.slice(0, 80)}" is no label with a value. As in: silence ${meant ?? 'service={service}'} --for 2h`,
    ...(meant === undefined
      ? []
      : [
          {
            label: `Silence ${meant}`,
            command: `${lineOf('silence', { ...place, for: asTyped(args.for ?? usualMs) })} ${meant}`,
          },
        ]),
    { label: 'What fires now', command: lineOf('silence', place) },
  )
}
