import { isAlarm } from './alert-routing.ts'
import { type Path, type Rule, repeated, unknownPlace, unknownSeverities } from './contradiction.ts'
import type { Severity } from './severity.ts'
import type { System } from './system.ts'

/** What must fit together in what a system file says of its monitors. */
export const alertRules: Rule[] = [
  {
    reads: ['severities', 'alertmanager', 'sns'],
    faults: system => unknownSeverities(system, severitiesNamed(system)),
  },
  {
    reads: ['severities', 'environments'],
    faults: system =>
      unknownSeverities(
        system,
        Object.entries(system.environments).flatMap(([name, { thresholds }]) =>
          Object.keys(thresholds?.errorSeverity ?? {}).map((one): [Path, Severity] => [
            ['environments', name, 'thresholds', 'errorSeverity', one],
            one as Severity,
          ]),
        ),
      ),
  },
  {
    reads: ['sns', 'environments'],
    faults: system =>
      Object.entries(system.sns?.alarms ?? {}).flatMap(([name, { environment, service }]) =>
        environment === undefined
          ? []
          : unknownPlace(system.environments, { environment, service }, ['sns', 'alarms', name]),
      ),
  },
  {
    reads: ['environments'],
    faults: ({ environments }) =>
      Object.entries(environments).flatMap(([environment, { alarms = [], alarmsBegin = {} }]) =>
        Object.keys(alarmsBegin)
          .filter(name => !alarms.some(pattern => isAlarm(pattern, name)))
          .map(name => ({
            path: ['environments', environment, 'alarmsBegin', name],
            expected: 'one of the alarms of its environment',
          })),
      ),
  },
  { reads: ['sns'], faults: ({ sns }) => repeated(sns?.topics ?? [], ['sns', 'topics']) },
]

function severitiesNamed({ alertmanager, sns }: System): [Path, Severity][] {
  const { values = {}, default: other } = alertmanager?.severity ?? {}
  return [
    ...Object.entries(values).map(([word, severity]): [Path, Severity] => [
      ['alertmanager', 'severity', 'values', word],
      severity,
    ]),
    ...(other ? [[['alertmanager', 'severity', 'default'], other] as [Path, Severity]] : []),
    ...Object.entries(sns?.alarms ?? {}).flatMap(([name, { severity }]): [Path, Severity][] =>
      severity ? [[['sns', 'alarms', name, 'severity'], severity]] : [],
    ),
  ]
}
