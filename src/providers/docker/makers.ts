import type { Maker } from '../../ports/calls/call.ts'
import type { Docker } from './api.ts'
import { createRemove, createRestart, createStart, createStop } from './changes.ts'
import { createCreate } from './create.ts'
import { createPull } from './pull.ts'
import { createRun } from './run.ts'

/** Everything that changes something in Docker. */
export const dockerMakers = (docker: Docker): Maker[] => [
  createPull(docker),
  createCreate(docker),
  createStop(docker),
  createStart(docker),
  createRemove(docker),
  createRestart(docker),
  createRun(docker),
]
