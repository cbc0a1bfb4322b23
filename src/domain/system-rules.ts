import {
  type Contradiction,
  namesOf,
  type Path,
  type Rule,
  repeated,
  unknownPlace,
  unknownSeverities,
} from './contradiction.ts'
import type { Severity } from './severity.ts'
import type { System } from './system.ts'

/** What parts of a system file say of each other. */
export const systemRules: Rule[] = [
  {
    reads: ['severities', 'escalation', 'pagerduty'],
    faults: system => unknownSeverities(system, severitiesNamed(system)),
  },
  {
    reads: ['severities', 'escalation'],
    faults: system =>
      namesOf(system)
        .filter(name => !system.escalation.some(({ only }) => only?.includes(name) ?? true))
        .map(name => ({ path: ['escalation'], expected: `a level that a ${name} reaches` })),
  },
  {
    reads: ['escalation'],
    faults: ({ escalation }) => [
      ...(escalation[0]?.wait
        ? [
            {
              path: ['escalation', 0, 'wait'],
              expected: "no wait: level 1 has its severity's acknowledge time",
            },
          ]
        : []),
      ...escalation.flatMap(({ notify }, i) => repeated(notify, ['escalation', i, 'notify'])),
    ],
  },
  {
    reads: ['severities', 'pagerduty'],
    faults: ({ severities, pagerduty }) =>
      Object.entries(severities)
        .filter(([, rule]) => rule.page && !pagerduty)
        .map(([name]) => ({
          path: ['severities', name, 'page'],
          expected: 'pagerduty.services, which it pages through',
        })),
  },
  { reads: ['pagerduty', 'environments'], faults: unknownPlaces },
  {
    reads: ['environments'],
    faults: ({ environments }) =>
      Object.entries(environments).flatMap(([name, { services, databases = {}, caches = {} }]) => [
        ...namedTwice(services, databases, ['environments', name, 'databases']),
        ...namedTwice({ ...services, ...databases }, caches, ['environments', name, 'caches']),
      ]),
  },
  {
    reads: ['environments'],
    faults: ({ environments }) =>
      Object.entries(environments).flatMap(([name, { services, cluster, docker }]) => [
        ...Object.entries(services)
          .filter(([, { kubernetes }]) => kubernetes && !cluster)
          .map(([service]) => ({
            path: ['environments', name, 'services', service, 'kubernetes'],
            expected: 'a `cluster` of its environment, which it runs in',
          })),
        ...Object.entries(services)
          .filter(([, { compose }]) => compose && !docker)
          .map(([service]) => ({
            path: ['environments', name, 'services', service, 'compose'],
            expected: 'a `docker` of its environment, which it runs in',
          })),
      ]),
  },
  {
    reads: ['people', 'environments'],
    faults: ({ people, environments }) =>
      Object.entries(environments)
        .filter(([, { approvals }]) => approvals && approvals.required > 0 && people.approvers.length === 0)
        .map(([name]) => ({
          path: ['environments', name, 'approvals'],
          expected: 'people.approvers, who are to give them',
        })),
  },
]

function severitiesNamed({ escalation, pagerduty }: System): [Path, Severity][] {
  const { priority = {}, urgency = {} } = pagerduty?.severity ?? {}
  return [
    ...escalation.flatMap(({ only = [] }, i) =>
      only.map((severity, j): [Path, Severity] => [['escalation', i, 'only', j], severity]),
    ),
    ...Object.entries(priority).map(([name, severity]): [Path, Severity] => [
      ['pagerduty', 'severity', 'priority', name],
      severity,
    ]),
    ...Object.entries(urgency).map(([name, severity]): [Path, Severity] => [
      ['pagerduty', 'severity', 'urgency', name],
      severity,
    ]),
  ]
}

function unknownPlaces({ pagerduty, environments }: System): Contradiction[] {
  const services = pagerduty?.services ?? []
  if (Array.isArray(services)) return repeated(services, ['pagerduty', 'services'])
  return Object.entries(services).flatMap(([id, target]) =>
    unknownPlace(environments, target, ['pagerduty', 'services', id]),
  )
}

/** Health tells of them side by side, by name. */
const namedTwice = (taken: object, named: object, path: Path): Contradiction[] =>
  Object.keys(named)
    .filter(name => Object.hasOwn(taken, name))
    .map(name => ({ path: [...path, name], expected: 'a name that nothing else in this environment has' }))
