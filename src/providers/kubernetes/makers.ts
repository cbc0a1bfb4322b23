import type { Maker } from '../../ports/calls/call.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Kubernetes } from './api.ts'
import { createJobMaker } from './create-job.ts'
import { createRolloutRestart } from './rollout-restart.ts'
import { createRolloutUndo } from './rollout-undo.ts'
import { createScale } from './scale.ts'
import { createSetImage } from './set-image.ts'

/** Everything that changes something in Kubernetes. */
export const kubernetesMakers = (kubernetes: Kubernetes, clock: Clock): Maker[] => [
  createSetImage(kubernetes),
  createRolloutUndo(kubernetes),
  createRolloutRestart(kubernetes, clock),
  createScale(kubernetes),
  createJobMaker(kubernetes),
]
