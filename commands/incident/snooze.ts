import { z } from 'zod'
import { snoozeModal } from '../../blocks/modals.ts'
import { words } from '../../blocks/rich.ts'
import { timeNear } from '../../blocks/time.ts'
import { endOf } from '../../src/domain/business-hours.ts'
import { Duration } from '../../src/domain/duration.ts'
import { UserError } from '../../src/domain/errors.ts'
import { label } from '../../src/domain/incident.ts'
import { type Command, incidentCommand } from '../../src/engine/command.ts'
import { askFor, confirmed } from '../reply.ts'

const HowLong = z
  .string()
  .toLowerCase()
  .transform(text => text.replace(/^for\s+/, ''))
  .pipe(Duration)
  .describe('a duration')

/** Longer than that is forgotten. */
const longestMs = 7 * 24 * 3_600_000

export const snooze: Command = incidentCommand({
  name: 'incident snooze',
  aliases: ['snooze'],
  summary: 'No reminders for a while',
  more: 'The incident stays as it is.',
  example: 'incident snooze INC-42 30m',
  args: z.object({ duration: HowLong.optional() }),
  rest: 'duration',
  permission: 'responders',
  async run({ args: { duration }, incident, system, actor, invocation, faces }) {
    if (duration === undefined) return askFor('snooze', incident, faces, snoozeModal(incident))
    if (incident.remindersOff)
      throw new UserError(`The reminders of ${label(incident)} are stopped already.`, {
        label: 'Resume reminders',
        command: `incident resume-reminders ${incident.id}`,
      })
    const { businessHours } = incident.policy
    if (!('ms' in duration) && !businessHours)
      throw new UserError(
        `${system.title} has no business hours in its system file. Snooze by the clock, as in: incident snooze 4h`,
        { label: 'Snooze 4 h', command: `incident snooze ${incident.id} 4h` },
      )
    const at = faces.now()
    const until = endOf(duration, at, businessHours)
    if (until - at > longestMs)
      throw new UserError('A snooze lasts 7 days at most. Snooze again then, as in: incident snooze 7d', {
        label: 'Snooze 7 days',
        command: `incident snooze ${incident.id} 7d`,
      })
    const quiet = await faces.incidents.apply(
      incident,
      { type: 'snooze', until, by: actor, at },
      invocation.id,
    )
    return confirmed(
      [`No reminders of ${label(quiet)} until `, words(timeNear(until, faces.now())), '.'],
      [{ label: 'Stop reminders', command: `incident stop-reminders ${quiet.id}` }],
    )
  },
})
