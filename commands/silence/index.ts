import type { Command } from '../../src/engine/command.ts'
import { silenceAlarm } from './alarm.ts'
import { expireSilence } from './expire.ts'
import { extendSilence } from './extend.ts'
import { listSilences } from './list.ts'
import { silencePagerDuty } from './pagerduty.ts'
import { silence } from './silence.ts'

/** What can be typed about silences, in the order of the help. */
export const silenceCommands: Command[] = [
  silence,
  listSilences,
  expireSilence,
  extendSilence,
  silenceAlarm,
  silencePagerDuty,
]
