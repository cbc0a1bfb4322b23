import type { ComposeLog, LogGroup, LogSource, Logs, PodLog } from '../ports/logs.ts'

export interface LogSources {
  groups: LogSource<LogGroup>
  pods: LogSource<PodLog>
  containers: LogSource<ComposeLog>
}

/** The logs of services, wherever they are written. */
export const createEveryLog = ({ groups, pods, containers }: LogSources): Logs => ({
  search(where, query, limits) {
    if ('group' in where) return groups.search(where, query, limits)
    return 'cluster' in where ? pods.search(where, query, limits) : containers.search(where, query, limits)
  },
  last(where, within, limits) {
    if ('group' in where) return groups.last(where, within, limits)
    return 'cluster' in where ? pods.last(where, within, limits) : containers.last(where, within, limits)
  },
})
