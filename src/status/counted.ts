import type { Route } from '../ports/http.ts'
import type { Desk } from '../ports/invocation.ts'

/** The same route, which counts what it took, whatever it answered 2xx, and what was too large. */
export const countedRoute = (
  route: Route,
  { taken, refused }: { taken(): void; refused(why: string): void },
): Route => ({
  ...route,
  oversized: () => refused('oversized'),
  async handle(request) {
    const answer = await route.handle(request)
    if (answer.status < 300) taken()
    return answer
  },
})

/** The same desk, which counts what it was asked to do. */
export const countedDesk = (desk: Desk, taken: () => void): Desk => ({
  ...desk,
  handle(invocation) {
    taken()
    return desk.handle(invocation)
  },
})
