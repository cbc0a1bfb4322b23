import type { ComposeLog, LogGroup, Logs, PodLog, Search } from '../ports/logs.ts'

export interface LogSources {
  groups: Search<LogGroup>
  pods: Search<PodLog>
  containers: Search<ComposeLog>
}

/** The logs of services, wherever they are written. */
export const createEveryLog = ({ groups, pods, containers }: LogSources): Logs => ({
  search(where, query, limits) {
    if ('group' in where) return groups(where, query, limits)
    return 'cluster' in where ? pods(where, query, limits) : containers(where, query, limits)
  },
})
