import { z } from 'zod'
import { account } from './account.ts'
import { callKind } from './call.ts'

const alarms = z.object({
  ...account,
  alarms: z.array(z.string()).min(1).max(100),
})

/** Has alarms change state without telling anybody. */
export const disableAlarmActions = callKind('cloudwatch:DisableAlarmActions', alarms)

/** Has alarms tell of their changes again. */
export const enableAlarmActions = callKind('cloudwatch:EnableAlarmActions', alarms)
