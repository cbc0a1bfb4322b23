import type { Change } from './change.ts'

export const cloudwatchChanges: Change[] = [
  {
    of: 'cloudwatch disable-alarm-actions',
    takes: ['AlarmNames'],
    as: ({ AlarmNames: alarms }) => ({ operation: 'silence alarm', input: { ...(alarms && { alarms }) } }),
  },
]
