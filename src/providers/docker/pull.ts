import type { z } from 'zod'
import { OutsideError } from '../../domain/errors.ts'
import { type Maker, maker } from '../../ports/calls/call.ts'
import { pullImage } from '../../ports/calls/docker.ts'
import type { Docker } from './api.ts'
import { ImageWire } from './wire.ts'

type Params = z.infer<typeof pullImage.params>

/** So long a pull may take, in milliseconds. */
const longestMs = 1_800_000

/**
 * Pulls an image. Docker gives a pull up when nobody listens any more, so that this process listens, beside the run; one
 * that takes the run over begins it again, which only goes on where the first has left off.
 */
export function createPull(docker: Docker): Maker {
  const pulls = new Map<string, { failed?: string }>()

  const isHere = async ({ image, ...place }: Params) =>
    (await docker.ask({
      place,
      path: `/images/${image}/json`,
      answer: ImageWire,
      about: `image ${image}`,
    })) !== undefined

  function begin({ image, ...place }: Params): void {
    const key = `${place.docker.host} ${image}`
    if (pulls.has(key)) return
    const pull: { failed?: string } = {}
    pulls.set(key, pull)
    const at = image.lastIndexOf(':')
    const query = new URLSearchParams({ fromImage: image.slice(0, at), tag: image.slice(at + 1) })
    void docker
      .bytes({
        place,
        method: 'POST',
        path: `/images/create?${query}`,
        about: `the pull of ${image}`,
        timeoutMs: longestMs,
      })
      .then(
        // What goes wrong on the way stands in the answer, which began well.
        answered => failureIn(answered?.said.toString() ?? '{"error":"no such image"}'),
        (error: unknown) => (error instanceof OutsideError ? error.message : String(error)),
      )
      .then(failed => {
        if (failed === undefined) pulls.delete(key)
        else pull.failed = failed
      })
  }

  return maker<Params>({
    kind: pullImage,
    repeatable: true,
    look: async params => ((await isHere(params)) ? { is: 'after', result: {} } : { is: 'before' }),
    async start(params) {
      begin(params)
      return {}
    },
    async observe(params) {
      const progress = { done: 0, of: 1, what: 'images pulled', said: [] }
      if (await isHere(params)) return { is: 'done', progress: { ...progress, done: 1 } }
      const key = `${params.docker.host} ${params.image}`
      const failed = pulls.get(key)?.failed
      if (failed === undefined) {
        begin(params)
        return { is: 'going', progress: { ...progress, begun: true } }
      }
      pulls.delete(key)
      return { is: 'failed', why: `The image ${params.image} could not be pulled: ${failed}`, said: [] }
    },
  })
}

/** Docker answers a line of JSON for each thing that happens; an error is one of them. */
const failureIn = (said: string): string | undefined => /"error":"([^"]{1,300})/.exec(said)?.[1]
