import { asTyped } from '../../../domain/duration.ts'
import type { Tree } from '../../../domain/runbook/verdict.ts'
import type { Change } from './change.ts'

export const logChanges: Change[] = [
  {
    of: 'logs create-export-task',
    takes: ['taskName', 'logGroupName', 'from', 'to', 'destination', 'destinationPrefix'],
    risk: 'mild',
    // Where it is copied to, the system's file says.
    as: ({ logGroupName: logs, from }) => ({
      operation: 'logs export',
      input: since(from),
      on: { ...(logs && { logs }) },
    }),
  },
  {
    of: 'logs put-retention-policy',
    takes: ['logGroupName', 'retentionInDays'],
    risk: 'destructive',
    as: ({ logGroupName: logs, retentionInDays: days }) => ({
      operation: 'logs retain',
      input: { ...(days && { days }) },
      on: { ...(logs && { logs }) },
    }),
  },
]

/** So far back as `$(date -d '24 hours ago' +%s)000` goes; another beginning is not known before. */
function since(from: Tree | undefined): Record<string, Tree> {
  const [hole] = Array.isArray(from) ? from : []
  if (typeof hole !== 'object' || hole.of !== 'time' || hole.shiftMs >= 0) return {}
  return { since: [asTyped(-hole.shiftMs)] }
}
