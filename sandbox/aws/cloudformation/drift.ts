import { ok, type Service } from '../answer.ts'
import type { Kept } from './kept.ts'
import { resourceMs } from './world.ts'

/** How far what is there has gone from its template. */
export function createDrift({ now, stacks, missing, on }: Kept): Service['answers'] {
  let detections = 0
  return {
    DetectStackDrift: on(stack => {
      stack.driftLookedAt = now()
      return ok({ StackDriftDetectionId: `${stack.name}/${++detections}` })
    }),

    DescribeStackDriftDetectionStatus({ StackDriftDetectionId }) {
      const stack = stacks.get(StackDriftDetectionId.split('/')[0])
      if (!stack) return missing(StackDriftDetectionId)
      const isOver = now() >= (stack.driftLookedAt ?? 0) + resourceMs
      return ok({
        StackId: stack.id,
        StackDriftDetectionId,
        DetectionStatus: isOver ? 'DETECTION_COMPLETE' : 'DETECTION_IN_PROGRESS',
        ...(isOver && { StackDriftStatus: (stack.drifted ?? []).length > 0 ? 'DRIFTED' : 'IN_SYNC' }),
        Timestamp: new Date(now()).toISOString(),
      })
    },
  }
}
