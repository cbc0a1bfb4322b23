import { link, type Word } from '../blocks/rich.ts'
import { type Incident, label } from '../src/domain/incident.ts'
import type { RunPlace } from '../src/domain/run/run.ts'
import type { Call } from '../src/engine/command.ts'

/** "is in the thread of INC-42": where a change's message stands, with the way there for whoever is elsewhere. */
export async function whereShown(
  { channel, thread }: RunPlace,
  incident: Incident | undefined,
  { invocation, faces }: Pick<Call<unknown>, 'invocation' | 'faces'>,
): Promise<(string | Word[])[]> {
  if (thread === undefined) return ['comes in the channel']
  if (invocation.channel === channel && invocation.thread === thread) return ['is in this thread']
  const name = incident ? `the thread of ${label(incident)}` : 'the thread'
  const url = await faces.inTime(faces.messages.link({ channel, ts: thread }))
  return ['is in ', url === undefined ? name : [link(name, url)]]
}
