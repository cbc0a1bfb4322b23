import { arn, type Service } from '../answer.ts'
import { createInstances } from './instances.ts'
import { createLogFiles } from './log-files.ts'
import { createParameters } from './parameters.ts'
import { createSnapshots } from './snapshots.ts'
import type { Database, Snapshot } from './world.ts'

/** Amazon RDS: instances, their snapshots, parameter groups and log files. What takes time goes on by `now`. */
export function createRds(now: () => number) {
  const instances = createInstances(now)
  const snapshots = createSnapshots(instances.get, now)
  const parameters = createParameters()
  const logFiles = createLogFiles()
  return {
    answers: {
      ...instances.answers(snapshots.all),
      ...snapshots.answers,
      ...parameters.answers,
      ...logFiles.answers,
    },
    resource: ({ DBInstanceIdentifier = '*', DBParameterGroupName: group }) =>
      arn('rds', group === undefined ? `db:${DBInstanceIdentifier}` : `pg:${group}`),
    set(change: Pick<Database, 'id'> & Partial<Database>): void {
      instances.set(change)
      parameters.add(instances.get(change.id)!.parameterGroup)
    },
    get: instances.get,
    snapshot: (made: Snapshot): void => void snapshots.all.set(made.id, made),
    snapshots: (): Snapshot[] => [...snapshots.all.values()],
    most: snapshots.most,
    parameters,
    log: logFiles.write,
  } satisfies Service & Record<string, unknown>
}
