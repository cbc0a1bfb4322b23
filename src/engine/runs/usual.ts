import type { Run } from '../../domain/run/run.ts'

/** How long such a run took in the middle of the last ones that succeeded, in milliseconds; undefined when none did. */
export function usualMs(
  like: Pick<Run, 'operation' | 'environment'> & { service?: string },
  runs: Run[],
): number | undefined {
  const took = runs
    .filter(one => one.state === 'succeeded' && isLike(one, like))
    .map(({ startedAt = 0, endedAt = 0 }) => endedAt - startedAt)
    .sort((a, b) => a - b)
  return took[Math.floor(took.length / 2)]
}

const isLike = (a: Run, b: Pick<Run, 'operation' | 'environment'> & { service?: string }): boolean =>
  a.operation === b.operation && a.environment === b.environment && a.service === b.service
