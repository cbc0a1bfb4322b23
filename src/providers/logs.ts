import type { LogGroup, Logs, PodLog, Search } from '../ports/logs.ts'

export interface LogSources {
  groups: Search<LogGroup>
  pods: Search<PodLog>
}

/** The logs of services, wherever they are written. */
export const createEveryLog = ({ groups, pods }: LogSources): Logs => ({
  search: (where, query, limits) =>
    'group' in where ? groups(where, query, limits) : pods(where, query, limits),
})
