import { z } from 'zod'
import { isAlarm } from '../domain/alert-routing.ts'
import { UserError } from '../domain/errors.ts'
import { nearest } from '../domain/nearest.ts'
import { alarmResource } from '../domain/run/resource.ts'
import type { Alarms } from '../ports/alarms.ts'
import { disableAlarmActions, enableAlarmActions } from '../ports/calls/alarms.ts'
import { callOf } from '../ports/calls/call.ts'
import { accountOf } from './account.ts'
import type { Operation } from './operation.ts'

const input = z.object({ alarms: z.array(z.string()).min(1) })

/** Switches off what CloudWatch's alarms do. Only those that the system file names, by name or by beginning. */
export const silenceAlarms = (alarms: Alarms): Operation<z.infer<typeof input>> => ({
  name: 'silence alarm',
  risk: 'change',
  input,
  async plan({ alarms: wanted }, { system, environment, settings }) {
    const where = accountOf(settings)
    const place = `${system.title} ${environment}`
    const known = await alarms.find(where, settings.alarms ?? [])
    if (known.length === 0)
      throw new UserError(`${place} has no alarms: its system file would name them as \`alarms\`.`)
    const picked = wanted.map(pattern => known.filter(({ name }) => isAlarm(pattern, name)))
    const none = wanted.find((_, i) => picked[i]!.length === 0)
    if (none !== undefined) {
      const names = known.map(({ name }) => name)
      const near = nearest(none, names)
      throw new UserError(
        `${place} has no alarm ${none.slice(0, 80)}. ${near === undefined ? `It has ${names.slice(0, 10).join(', ')}.` : `Did you mean ${near}?`}`,
      )
    }
    const heard = known.filter(alarm => alarm.isHeard && picked.some(some => some.includes(alarm)))
    if (heard.length === 0) throw new UserError('Nobody hears of these already.')
    if (heard.length > 100) throw new UserError(`These are ${heard.length} alarms: 100 at once at most.`)
    const names = heard.map(({ name }) => name).sort()
    const on = names.length === 1 ? names[0]! : `${names.length} alarms`
    const params = { ...where, alarms: names }
    const raised = heard.filter(({ isRaised }) => isRaised)
    return {
      title: `switch off what ${on} of ${place} ${names.length === 1 ? 'does' : 'do'}`,
      shifts: names.map(name => ({ to: `${name}: no actions` })),
      now: [],
      warnings: [
        'Scaling and recovery that an alarm does stops as well, not only what it tells.',
        ...(raised.length > 0 ? [`In alarm now: ${raised.map(({ name }) => name).join(', ')}.`] : []),
      ],
      calls: [callOf(disableAlarmActions, { on, sets: 'actions off', params })],
      undo: [callOf(enableAlarmActions, { on, sets: 'actions on', params })],
      resources: names.map(name => alarmResource(settings, name)),
    }
  },
})
