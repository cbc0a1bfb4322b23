import type { Choices } from '../../../domain/runbook/line.ts'
import type { Action } from '../../../domain/runbook/verdict.ts'
import type { Environment } from '../../../domain/system.ts'
import type { Option } from './looked.ts'

type Named = Partial<Record<Choices, (settings: Environment, action: Action) => Option[]>>

const services = ({ services }: Environment) => Object.entries(services)
const option = (label: string, value: string): Option => ({ label, value })
/** What CloudWatch calls a load balancer or a target group by. */
const dimension = (arn: string): string => arn.replace(/^.*:(?:loadbalancer\/)?/, '')
const asked = ({ operation }: Action, arn: string): string =>
  operation.startsWith('cloudwatch:') ? dimension(arn) : arn

/** What the system's file itself names. */
export const named: Named = {
  'target groups': (settings, action) =>
    services(settings).flatMap(([name, { targetGroup, blueGreen }]) => [
      ...(targetGroup === undefined ? [] : [option(name, asked(action, targetGroup))]),
      ...(blueGreen ? [option(`${name}, green`, asked(action, blueGreen.green.targetGroup))] : []),
    ]),
  'load balancers': (settings, action) =>
    services(settings).flatMap(([name, { loadBalancer }]) =>
      loadBalancer === undefined ? [] : [option(name, asked(action, loadBalancer))],
    ),
  listeners: settings =>
    services(settings).flatMap(([name, { blueGreen }]) =>
      blueGreen ? [option(name, blueGreen.listener)] : [],
    ),
  instances: ({ databases = {} }) =>
    Object.entries(databases).flatMap(([name, { rds }]) => (rds === undefined ? [] : [option(name, rds)])),
  services: (settings, { via, operation, on = {} }) =>
    services(settings).flatMap(([name, { compose, ecs, kubernetes }]) => {
      const isDocker = via === 'docker' || 'compose' in on || 'docker' in on
      const own = isDocker ? compose?.service : operation.startsWith('ecs:') ? ecs?.service : undefined
      return own === undefined && (isDocker || (kubernetes ?? ecs) === undefined)
        ? []
        : [option(name, own ?? name)]
    }),
}
