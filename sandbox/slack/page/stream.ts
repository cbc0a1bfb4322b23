import type { ServerResponse } from 'node:http'
import type { Workspace } from '../workspace.ts'
import type { Panel } from './panel.ts'

const togetherMs = 40
const linesMs = 1_000

/** Server-sent events: `changed` when there is something to fetch anew, `lines` with what the panel shows now. */
export function createStream(workspace: Workspace, panel: Panel | undefined) {
  const listeners = new Set<ServerResponse>()
  let soon: NodeJS.Timeout | undefined
  let said = ''

  const tell = (event: string, data: string) => {
    for (const listener of listeners) listener.write(`event: ${event}\ndata: ${data}\n\n`)
  }
  const changed = () => {
    soon ??= setTimeout(() => {
      soon = undefined
      tell('changed', '{}')
    }, togetherMs)
  }
  workspace.changes.on('changed', changed)
  const ticking = setInterval(() => {
    // Nobody looks yet, and what the panel is about may not be there yet.
    if (listeners.size === 0) return
    const lines = JSON.stringify(panel?.state?.() ?? [])
    if (lines !== said) tell('lines', lines)
    said = lines
  }, linesMs)
  ticking.unref()

  return {
    listen(response: ServerResponse): void {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
      response.write(`event: lines\ndata: ${JSON.stringify(panel?.state?.() ?? [])}\n\n`)
      listeners.add(response)
      response.on('close', () => listeners.delete(response))
    },
    stop(): void {
      clearInterval(ticking)
      clearTimeout(soon)
      workspace.changes.off('changed', changed)
      for (const listener of listeners) listener.end()
    },
  }
}
export type Stream = ReturnType<typeof createStream>
