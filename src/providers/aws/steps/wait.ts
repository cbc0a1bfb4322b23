import { UserError } from '../../../domain/errors.ts'
import type { Json } from '../../../domain/run/plan.ts'
import type { StepAnswer } from '../../../ports/step-reader.ts'
import { within } from '../call.ts'
import { ask } from '../failure.ts'
import type { Client, Spoken } from './clients.ts'

type Wait = (
  params: { client: object; minDelay: number; maxDelay: number; maxWaitTime: number },
  input: object,
) => Promise<{ state: string }>

export interface Waiting {
  service: string
  /** As the command line has it: `services-stable`. */
  waiter: string
  input: Record<string, Json>
}

const bare = (name: string) => name.replaceAll('-', '').toLowerCase()

/** Looks until it is so, or for so many seconds: longer than that nobody watches a message. */
export async function waitFor(
  { client, sdk }: Spoken,
  { service, waiter, input }: Waiting,
  seconds: number,
): Promise<StepAnswer> {
  const [, wait] =
    Object.entries(sdk).find(
      ([name]) => name.startsWith('waitFor') && bare(name.slice('waitFor'.length)) === bare(waiter),
    ) ?? []
  if (typeof wait !== 'function') throw new UserError(`AWS waits for no ${waiter} of ${service}.`)
  const call = { action: `${service}:${waiter}`, resource: service, about: waiter, allow: { Resource: '*' } }
  const limit = within(seconds * 1000 + 10_000)
  const watched = watch(client, limit.signal)
  const delays = { minDelay: Math.min(2, seconds / 2), maxDelay: Math.min(5, seconds), maxWaitTime: seconds }
  const { state } = await ask(call, limit, async () => {
    const found = await (wait as Wait)({ client: watched, ...delays }, input)
    // A waiter takes an error for one more reason to wait.
    if (watched.failed) throw watched.failed
    return found
  })
  const said = { SUCCESS: 'it is so', FAILURE: 'it will not come to that' }[state]
  return { text: '', about: said ?? `not yet, after ${seconds} s: run it again` }
}

/** A client that remembers whether its last call failed. */
function watch(client: Client, abortSignal: AbortSignal) {
  const watched = {
    config: {},
    failed: undefined as unknown,
    async send(command: object) {
      watched.failed = undefined
      try {
        return await client.send(command, { abortSignal })
      } catch (error) {
        watched.failed = error
        throw error
      }
    },
  }
  return watched
}
