import { type Answer, type Input, ok, refuse, type Service } from './answer.ts'

interface Export {
  taskId: string
  taskName: string
  logGroupName: string
  destination: string
  destinationPrefix: string
  from: number
  to: number
  beganAt: number
  cancelled?: true
  failed?: string
}

/** So long a copy takes, in milliseconds. */
export const exportTakesMs = 40_000

/** Copies of logs into buckets, one at a time; what takes time goes on by `now`. */
export function createLogExports(has: (group: string) => boolean, now: () => number) {
  const all: Export[] = []
  const codeOf = ({ beganAt, cancelled, failed }: Export): string => {
    if (cancelled) return 'CANCELLED'
    if (failed !== undefined) return 'FAILED'
    return now() - beganAt >= exportTakesMs ? 'COMPLETED' : now() - beganAt < 2_000 ? 'PENDING' : 'RUNNING'
  }
  const isUnderWay = (one: Export) => /PENDING|RUNNING/.test(codeOf(one))
  const missing = () => refuse('ResourceNotFoundException', 'The specified log group does not exist.')

  const answers: Service['answers'] = {
    CreateExportTask(input: Input): Answer {
      if (!has(input.logGroupName)) return missing()
      if (all.some(isUnderWay))
        return refuse('LimitExceededException', 'Resource limit exceeded: one export task at a time.')
      const taskId = `export-${all.length + 1}`
      all.unshift({ ...input, taskId, beganAt: now() })
      return ok({ taskId })
    },
    DescribeExportTasks({ taskId, nextToken = '0' }) {
      const found = all.filter(one => taskId === undefined || one.taskId === taskId)
      const from = Number(nextToken)
      const exportTasks = found.slice(from, from + 50).map(({ beganAt, cancelled, failed, ...one }) => ({
        ...one,
        status: {
          code: codeOf({
            ...one,
            beganAt,
            ...(cancelled && { cancelled }),
            ...(failed !== undefined && { failed }),
          }),
          message: failed,
        },
      }))
      return ok({ exportTasks, ...(from + 50 < found.length && { nextToken: `${from + 50}` }) })
    },
    CancelExportTask({ taskId }) {
      const found = all.find(one => one.taskId === taskId)
      if (!found || !isUnderWay(found)) return refuse('InvalidOperationException', 'It cannot be cancelled.')
      found.cancelled = true
      return ok()
    },
  }
  return {
    answers,
    all,
    /** The last one cannot go on. */
    fail: (why: string): void => void (all[0]!.failed = why),
  }
}
