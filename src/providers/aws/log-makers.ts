import type { ExportTask } from '@aws-sdk/client-cloudwatch-logs'
import type { z } from 'zod'
import { fieldOf, type Maker, maker, nameFor } from '../../ports/calls/call.ts'
import { exportLogs, putRetention } from '../../ports/calls/logs.ts'
import type { LogGroups } from '../../ports/log-groups.ts'
import type { AwsClients, Where } from './clients.ts'
import { plain } from './diagnosis.ts'
import { aboutLogGroup } from './log-groups.ts'
import { once } from './once.ts'
import { pages } from './pages.ts'

/** Everything that changes something in CloudWatch Logs. */
export const logMakers = (aws: AwsClients, groups: LogGroups): Maker[] => [
  createPutRetention(aws, groups),
  createExportLogs(aws),
]

const createPutRetention = (aws: AwsClients, groups: LogGroups): Maker =>
  maker<z.infer<typeof putRetention.params>>({
    kind: putRetention,
    repeatable: true,
    async look({ group, from, to, ...place }) {
      const kept = await groups.kept(group, place)
      if (!kept) return { is: 'other', how: `There is no log group ${group} any more.` }
      const days = kept.days ?? null
      if (days === to) return { is: 'after', result: {} }
      return days === from
        ? { is: 'before' }
        : {
            is: 'other',
            how: `${group} keeps its log ${days === null ? 'for ever' : `for ${days} days`} now.`,
          }
    },
    async start(params) {
      const { group: logGroupName, to } = params
      const action = to === null ? 'DeleteRetentionPolicy' : 'PutRetentionPolicy'
      await once(aboutLogGroup(action, params, logGroupName), async abortSignal => {
        const logs = await aws.logs(params)
        return to === null
          ? logs.deleteRetentionPolicy({ logGroupName }, { abortSignal })
          : logs.putRetentionPolicy({ logGroupName, retentionInDays: to }, { abortSignal })
      })
      return {}
    },
  })

/** Copies a log into a bucket. It is found again by its name, which is the run's. */
const createExportLogs = (aws: AwsClients): Maker =>
  maker<z.infer<typeof exportLogs.params>>({
    kind: exportLogs,
    repeatable: true,
    async look(params, made) {
      const found = (await tasksOf(aws, params)).find(({ taskName }) => taskName === nameFor(made))
      return found ? { is: 'after', result: { task: found.taskId ?? '' } } : { is: 'before' }
    },
    async start(params, made) {
      const { group, from, to, bucket, prefix } = params
      const { taskId } = await once(aboutLogGroup('CreateExportTask', params, group), async abortSignal => {
        const logs = await aws.logs(params)
        const asked = {
          taskName: nameFor(made),
          logGroupName: group,
          from,
          to,
          destination: bucket,
          destinationPrefix: prefix,
        }
        return logs.createExportTask(asked, { abortSignal })
      })
      return { task: taskId ?? '' }
    },
    async observe(params, result) {
      const taskId = fieldOf(result, 'task') as string
      const [found] = await tasksOf(aws, params, taskId)
      const { code = '', message } = found?.status ?? {}
      const why = message === undefined ? '' : `: ${plain(message)}`
      if (/^(?:FAILED|CANCELLED)$/.test(code))
        return { is: 'failed', why: `The export is ${code.toLowerCase()}${why}.`, said: [] }
      const isDone = code === 'COMPLETED'
      const said = [
        isDone
          ? `it lies in s3://${params.bucket}/${params.prefix}/${taskId}/`
          : `it is ${code.toLowerCase() || 'not listed yet'}`,
      ]
      const progress = {
        done: isDone ? 1 : 0,
        of: 1,
        what: 'log copied',
        said,
        ...(code === 'RUNNING' && { begun: code }),
      }
      return { is: isDone ? 'done' : 'going', progress }
    },
    async cancel(params, result, guard) {
      const taskId = fieldOf(result, 'task') as string
      await once(aboutLogGroup('CancelExportTask', params, params.group), async abortSignal => {
        const logs = await aws.logs(params)
        guard()
        return logs.cancelExportTask({ taskId }, { abortSignal })
      })
    },
  })

/** One export by its id, or all that are known. */
const tasksOf = (aws: AwsClients, place: Where & { group: string }, taskId?: string): Promise<ExportTask[]> =>
  pages(async nextToken => {
    const page = await once(aboutLogGroup('DescribeExportTasks', place, place.group), async abortSignal => {
      const logs = await aws.reading.logs(place)
      return logs.describeExportTasks({ ...(taskId && { taskId }), nextToken }, { abortSignal })
    })
    return { all: page.exportTasks ?? [], next: page.nextToken }
  })
