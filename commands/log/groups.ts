import { z } from 'zod'
import { called } from '../../src/domain/called.ts'
import { milliseconds } from '../../src/domain/duration.ts'
import { UserError } from '../../src/domain/errors.ts'
import { having } from '../../src/domain/having.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { lineAt } from '../../src/operations/line-at.ts'
import { changeArgs } from '../change-args.ts'
import { look } from '../look.ts'
import { request } from '../request.ts'

const written = /^(?:\d{1,4}(?:\s?d(?:ays?)?)?|for-?ever)$/i
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const longestMs = 31 * dayMs

export const logsRetention: Command = systemCommand({
  name: 'logs retention',
  aliases: ['log retention'],
  summary: 'For how long logs are kept, and how much',
  more: 'Of each service.',
  example: 'logs retention',
  args: z.object({ change: z.string().trim().optional() }),
  rest: 'change',
  permission: 'responders',
  async run(call) {
    const { change } = call.args
    if (change === undefined) return look(call, 'logs retention')
    const { services } = call.system.environments[call.environment]!
    const isNamed = called(change.split(' ')[0]!, services) !== undefined
    const wanted = isNamed ? [change] : having(services, ['logs']).map(service => `${service} ${change}`)
    throw new UserError(
      `logs retention only tells. What keeps a log for "${change.slice(0, 40)}" is retain, as in: logs retain {service} 30d`,
      ...wanted.slice(0, 5).map(words => ({
        label: `logs retain ${words}`,
        command: `${lineAt('logs retain', call)} ${words}`,
      })),
    )
  },
})

export const logsRetain: Command = systemCommand({
  name: 'logs retain',
  aliases: ['log retain'],
  summary: 'Keep a service’s log for so many days',
  more: 'Or for ever; what is older is deleted for good.',
  example: 'logs retain {service} 30d',
  needs: ['logs'],
  args: z.object({
    ...changeArgs,
    days: z
      .string()
      .trim()
      .regex(written, 'expected days, as in 30d, or forever')
      .describe('days')
      .meta({ spaced: written })
      .optional(),
  }),
  positional: ['service', 'days'],
  permission: 'operators',
  async run(call) {
    const { days } = call.args
    if (days === undefined)
      throw new UserError('For how long? As in: logs retain {service} 30d', {
        label: 'How long they are kept',
        command: lineAt('logs retention', call),
      })
    const count = Number.parseInt(days, 10)
    return request(call, {
      operation: 'logs retain',
      input: { days: Number.isNaN(count) ? null : count },
      typed: { days },
    })
  },
})

export const logsExport: Command = systemCommand({
  name: 'logs export',
  aliases: ['log export'],
  knownAs: ['aws logs create-export-task'],
  summary: 'Copy a service’s log to a bucket',
  more: 'To the one that its system file names.',
  example: 'logs export {service} --since 24h',
  needs: ['logs'],
  args: z.object({
    ...changeArgs,
    since: milliseconds(minuteMs, longestMs, 'expected 31d at most: copy more in several')
      .default(dayMs)
      .meta({ help: 'how far back, as in 24h; a day without it' }),
  }),
  positional: ['service'],
  permission: 'operators',
  run(call) {
    const to = Math.floor(call.faces.now() / minuteMs) * minuteMs
    const from = to - Math.floor(call.args.since / minuteMs) * minuteMs
    return request(call, {
      operation: 'logs export',
      input: { from, to },
      typed: { since: `${(to - from) / minuteMs}m` },
    })
  },
})
