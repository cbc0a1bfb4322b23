import { pagerdutyServiceOf } from '../../src/domain/routing.ts'
import type { System } from '../../src/domain/system.ts'
import type { World } from '../world.ts'
import { type Group, options } from './doing.ts'

/** What the broken service writes into its log, the latest just now. */
const failures = (now: number) =>
  Array.from({ length: 12 }, (_, i) => ({
    at: now - (11 - i) * 5_000,
    message: JSON.stringify({
      level: 'error',
      request_id: `req-${2000 + i}`,
      path: '/v1/plans',
      status: 503,
      error: 'connection pool exhausted',
    }),
  }))

/** What services do: a deploy that broke one, and health addresses one by one. */
export function services(systems: System[], world: () => World): Group {
  const all = systems.flatMap(system =>
    Object.entries(system.environments).flatMap(([environment, settings]) =>
      Object.entries(settings.services).map(([name, service]) => ({
        system,
        environment,
        name,
        ...service,
      })),
    ),
  )
  const addresses = all.flatMap(({ health }) => (health ? [health] : []))
  const deployed = all.find(({ ecs, health }) => ecs && health)

  return {
    title: 'Services',
    acts: [
      ...(deployed?.ecs && deployed.health
        ? [
            {
              id: 'deploy',
              label: 'A deploy breaks a service',
              hint: `${deployed.name} of ${deployed.system.title} fails as long as it runs what it runs now.`,
              do() {
                const { system, environment, name, health, ecs, logs } = deployed
                const runs = () => world().aws.ecs.get(ecs!.cluster, ecs!.service)?.taskDefinition
                const broken = runs()
                world().endpoints.set(health!, () =>
                  runs() === broken ? { is: 'failing', status: 503 } : { is: 'ok' },
                )
                if (logs) world().aws.logs.write(logs, ...failures(Date.now()))
                world().pagerduty.fire({
                  service: pagerdutyServiceOf(system, environment, name)!,
                  title: `5xx rate of ${name} above 10 %`,
                  priority: 'P1',
                })
                return `${name} answers 503: look into ${system.environments[environment]!.channel}.`
              },
            },
          ]
        : []),
      {
        id: 'break',
        label: 'Break a health address',
        fields: [
          { name: 'address', label: 'Address', options: options(addresses) },
          { name: 'how', label: 'How', options: options(['503', 'slow', 'no answer']) },
        ],
        do({ address = addresses[0]!, how }) {
          const state = {
            '503': { is: 'failing' },
            slow: { is: 'slow', afterMs: 2_400 },
            'no answer': { is: 'hanging' },
          } as const
          world().endpoints.set(address, state[(how ?? '503') as keyof typeof state])
          return `Type /health to see it.`
        },
      },
      {
        id: 'mend',
        label: 'Mend all of them',
        do() {
          for (const address of addresses) world().endpoints.set(address, { is: 'ok' })
          return 'Every address is fine again.'
        },
      },
    ],
  }
}
