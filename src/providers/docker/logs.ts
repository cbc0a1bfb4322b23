import type { ComposeLog, LogEvent, LogSource } from '../../ports/logs.ts'
import { foundIn, timedLines } from '../log-lines.ts'
import type { Docker } from './api.ts'
import { inspected, stateOf } from './containers.ts'
import { demultiplexed } from './multiplexed.ts'

/** Of each container so many lines are read, the newest. */
const mostLines = 5_000

/** Reads what the containers of a service of Compose print, and looks in it itself. */
export function createContainerLogs(docker: Docker): LogSource<ComposeLog> {
  async function read(
    target: ComposeLog,
    id: string,
    { from, lines, timeoutMs }: { from: number; lines: number; timeoutMs: number },
  ): Promise<LogEvent[]> {
    const asked = new URLSearchParams({
      stdout: 'true',
      stderr: 'true',
      timestamps: 'true',
      since: `${Math.floor(from / 1000)}`,
      tail: `${lines}`,
    })
    const found = await docker.bytes({
      place: target,
      path: `/containers/${id}/logs?${asked}`,
      about: `the log of ${target.service}`,
      timeoutMs,
    })
    return found ? timedLines(demultiplexed(found)) : []
  }

  return {
    async search(target, query, { events, timeoutMs }) {
      const limits = { from: query.from, lines: mostLines, timeoutMs }
      const all = await inspected(docker, target)
      const parts = await Promise.all(all.map(({ Id }) => read(target, Id, limits)))
      return foundIn(parts, query, { events, lines: mostLines })
    },

    async last(target, { from }, limits) {
      const [newest] = await inspected(docker, target)
      if (!newest) return { lines: [] }
      const events = await read(target, newest.Id, { from, ...limits })
      return {
        lines: events.filter(({ at }) => at >= from).map(({ text }) => text),
        of: stateOf(newest).name,
      }
    },
  }
}
