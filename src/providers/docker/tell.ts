import { z } from 'zod'
import type { DockerPlace } from '../../ports/containers.ts'
import type { Docker } from './api.ts'

/** Has Docker do what it answers with nothing that is read; of one that is not there the next look tells. */
export const tell = (
  docker: Docker,
  place: DockerPlace,
  path: string,
  about: string,
  { method = 'POST', timeoutMs }: { method?: 'POST' | 'DELETE'; timeoutMs?: number } = {},
): Promise<unknown> =>
  docker.ask({
    place,
    method,
    path,
    answer: z.unknown(),
    about,
    ...(timeoutMs !== undefined && { timeoutMs }),
  })
