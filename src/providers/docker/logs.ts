import type { ComposeLog, LogEvent, Search } from '../../ports/logs.ts'
import { matching, timedLines } from '../log-lines.ts'
import type { Docker } from './api.ts'
import { inspected } from './containers.ts'
import { demultiplexed } from './multiplexed.ts'

/** Of each container so many lines are read, the newest. */
const mostLines = 5_000

/** Reads what the containers of a service of Compose print, and looks in it itself. */
export const createContainerLogs =
  (docker: Docker): Search<ComposeLog> =>
  async (target, query, limits) => {
    const read = async (id: string): Promise<LogEvent[]> => {
      const asked = new URLSearchParams({
        stdout: 'true',
        stderr: 'true',
        timestamps: 'true',
        since: `${Math.floor(query.from / 1000)}`,
        tail: `${mostLines}`,
      })
      const found = await docker.bytes({
        place: target,
        path: `/containers/${id}/logs?${asked}`,
        about: `the log of ${target.service}`,
        timeoutMs: limits.timeoutMs,
      })
      return found ? timedLines(demultiplexed(found)) : []
    }
    const parts = await Promise.all((await inspected(docker, target)).map(({ Id }) => read(Id)))
    const all = parts
      .flat()
      .filter(matching(query))
      .sort((a, b) => a.at - b.at)
    const isShort = all.length > limits.events || parts.some(({ length }) => length >= mostLines)
    return { events: all.slice(-limits.events), ...(isShort && { short: 'there is more than this' }) }
  }
