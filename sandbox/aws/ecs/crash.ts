import type { Account } from './account.ts'
import { type Definition, streamOf } from './definitions.ts'
import { patience, taskMs } from './settled.ts'
import { type SimulatedService, taskId } from './world.ts'

/** An image with `bad` in its tag does not come up. */
export const brokenIn = (definition: Definition | undefined, { tagOf }: Account): string | undefined =>
  definition?.containerDefinitions.find(({ image }) => tagOf(image).includes('bad'))?.name

/** What it says then, in the log of each task that is tried. */
const lastWords = [
  'INFO starting',
  'ERROR cannot reach postgres://app:hunter2@db.internal/app: connect ECONNREFUSED 10.0.3.14:5432',
  'FATAL no database after 3 attempts, giving up',
]

/** Each task of it that is tried says so and ends. */
export function crash(
  { service, deployments: [primary] = [] }: SimulatedService,
  definition: Definition | undefined,
  { print }: Account,
): void {
  const { broken, at = 0 } = primary ?? {}
  if (broken === undefined || !definition) return
  for (let task = 0; task < patience; task++) {
    const stream = streamOf(definition, broken, taskId(service, task))
    const events = lastWords.map((message, i) => ({ at: at + (task + 1) * taskMs - 1_000 + i, message }))
    if (stream) print(stream.group, stream.stream, ...events)
  }
}
