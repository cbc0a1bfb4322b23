import { pagerFindings } from '../engine/preflight.ts'
import { preflight } from '../slack/preflight.ts'
import { leftBehind } from '../store/left-behind.ts'
import { finding } from '../store/means.ts'
import type { Kept } from './kept.ts'
import type { AppOptions } from './options.ts'
import type { Outside } from './outside.ts'

/** What is missing outside is said once at the start; Belay goes on with what works. */
export async function look(
  { systems, log, findings = [] }: AppOptions,
  { means, redis, store }: Kept,
  { client, directory, pager }: Outside,
): Promise<void> {
  for (const finding of findings) log.warn({ finding }, 'preflight')
  const looks = [
    means().then(known => finding(known) ?? []),
    leftBehind(
      redis,
      store,
      systems.map(({ system }) => system),
    ),
    preflight({ client, directory, systems }),
    pager ? pagerFindings(systems, pager) : [],
  ]
  for (const finding of (await Promise.all(looks)).flat()) log.warn({ finding }, 'preflight')
}
