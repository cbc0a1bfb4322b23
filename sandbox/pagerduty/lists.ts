import type { Wire } from './wire.ts'
import { get, type World } from './world.ts'

/** Unless asked for all, PagerDuty lists the incidents of the last month. */
const monthMs = 30 * 86_400_000

/** The lists of the REST API, filtered and in pages. */
export function createLists(world: World, wire: Wire, now: () => number) {
  return {
    incidents(query: URLSearchParams) {
      const [statuses, services] = [query.getAll('statuses[]'), query.getAll('service_ids[]')]
      const key = query.get('incident_key')
      const since = query.get('date_range') === 'all' ? 0 : now() - monthMs
      const found = world.incidents
        .filter(one => statuses.length === 0 || statuses.includes(one.status))
        .filter(one => services.length === 0 || services.includes(one.service))
        .filter(one => key === null || one.key === key)
        .filter(one => one.createdAt >= since)
      if (query.get('sort_by') === 'created_at:desc') found.sort((a, b) => b.createdAt - a.createdAt)
      return paged('incidents', found.map(wire.incident), query)
    },

    oncalls(query: URLSearchParams) {
      const asked = query.getAll('escalation_policy_ids[]')
      const show = query.getAll('include[]').includes('users')
        ? (id: string) => wire.user(get(world.users, id))
        : wire.userReference
      const found = world.policies
        .filter(policy => asked.length === 0 || asked.includes(policy.id))
        .flatMap(policy =>
          policy.levels.flatMap(({ users }, i) =>
            users.map(user => ({
              user: show(user),
              schedule: null,
              escalation_policy: wire.policyReference(policy.id),
              escalation_level: i + 1,
              start: null,
              end: null,
            })),
          ),
        )
      return paged('oncalls', found, query)
    },

    users(query: URLSearchParams) {
      const words = query.get('query')?.toLowerCase() ?? ''
      const found = world.users.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(words))
      return paged('users', found.map(wire.user), query)
    },

    services: (query: URLSearchParams) =>
      paged(
        'services',
        world.services.map(service => wire.service(service.id)),
        query,
      ),

    priorities: (query: URLSearchParams) => paged('priorities', world.priorities, query),
  }
}

export function paged(key: string, all: unknown[], query: URLSearchParams) {
  const [limit, offset] = [Math.min(100, Number(query.get('limit') ?? 25)), Number(query.get('offset') ?? 0)]
  return {
    [key]: all.slice(offset, offset + limit),
    limit,
    offset,
    more: offset + limit < all.length,
    total: null,
  }
}
