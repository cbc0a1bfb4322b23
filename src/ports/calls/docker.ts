import { z } from 'zod'
import { Docker } from '../../domain/docker-settings.ts'
import { account } from './account.ts'
import { callKind } from './call.ts'

/** An Engine; region and role: where its secrets lie, if these are AWS's. */
const place = { docker: Docker, ...account }

/** Pulls an image by its tag. */
export const pullImage = callKind('docker:pull', z.object({ ...place, image: z.string() }))

/**
 * Makes a container like another, with another image, and does not start it. It carries the run, its number, and the
 * image before. Answers `{ id }`.
 */
export const createContainer = callKind(
  'docker:create',
  z.object({ ...place, like: z.string(), from: z.string(), image: z.string(), revision: z.int() }),
)

/** Ends a container, with ten seconds to do so by itself. */
export const stopContainer = callKind('docker:stop', z.object({ ...place, id: z.string() }))

/** Starts a container, and waits until it runs and is healthy, where it says so. `before`: the one it stands in for. */
export const startContainer = callKind(
  'docker:start',
  z.object({ ...place, id: z.string(), before: z.string() }),
)

/** Removes containers that have ended, and gives their name to the one in their place. */
export const removeContainers = callKind(
  'docker:remove',
  z.object({ ...place, ids: z.array(z.string()), id: z.string(), name: z.string() }),
)

/** Ends a container and starts it again. `startedAt`: since when it runs, by which that is told. */
export const restartContainer = callKind(
  'docker:restart',
  z.object({ ...place, id: z.string(), startedAt: z.number() }),
)

/** Runs a command once in a container of its own, like another. Named by the run. Answers `{ id }`. */
export const runContainer = callKind(
  'docker:run',
  z.object({ ...place, like: z.string(), image: z.string(), command: z.array(z.string()) }),
)
