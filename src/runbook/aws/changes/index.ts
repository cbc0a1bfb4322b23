import type { Change } from './change.ts'
import { ecsChanges } from './ecs.ts'

/** Changes that Belay has an operation for: one more is a line in the file of its service, or a file and a line here. */
export const changes: Change[] = [...ecsChanges]
