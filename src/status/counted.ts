import type { Route } from '../ports/http.ts'
import type { Desk } from '../ports/invocation.ts'

/** The same route, which counts what it took, whatever it answered 2xx, what of that it had before, and what was too large. */
export const countedRoute = (route: Route, count: (result: string) => void): Route => ({
  ...route,
  oversized: () => count('oversized'),
  async handle(request) {
    const answer = await route.handle(request)
    if (answer.status < 300) count(answer.counted ?? 'taken')
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
