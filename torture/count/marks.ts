import type { World } from '../../sandbox/world.ts'

interface Placed {
  channel: string
  ts: string
  thread?: string
}

/** Where in Slack each of Belay's posts stands, by its mark. */
export function marksIn({ slack }: World): Map<string, Placed[]> {
  const marks = new Map<string, Placed[]>()
  for (const { channel, ts, thread, metadata } of slack.workspace.messages) {
    const mark = metadata?.event_payload.mark
    if (typeof mark !== 'string') continue
    marks.set(mark, [...(marks.get(mark) ?? []), { channel, ts, ...(thread !== undefined && { thread }) }])
  }
  return marks
}

export type Marks = ReturnType<typeof marksIn>
