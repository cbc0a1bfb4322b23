import type { Route } from '../ports/http.ts'
import type { Metrics } from './metrics.ts'

/** `/healthz`: the process answers; `/readyz`: it takes in what it is told, too, whatever else is away; `/metrics`: what it counts. */
export function statusRoutes(metrics: Metrics, isReady: () => Promise<unknown>): Route[] {
  return [
    { method: 'GET', path: '/healthz', limit: 0, handle: async () => ({ status: 200, body: 'alive\n' }) },
    {
      method: 'GET',
      path: '/readyz',
      limit: 0,
      async handle() {
        try {
          await isReady()
          return { status: 200, body: 'ready\n' }
        } catch (error) {
          return { status: 503, body: `${error instanceof Error ? error.message : error}\n` }
        }
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      limit: 0,
      async handle() {
        const { registry } = metrics
        return {
          status: 200,
          headers: { 'content-type': registry.contentType },
          body: await registry.metrics(),
        }
      },
    },
  ]
}
