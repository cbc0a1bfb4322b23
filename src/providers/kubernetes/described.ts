import type { ClusterEvent } from '../../ports/workloads.ts'
import type { Pod } from './wire.ts'

/** A pod as `kubectl describe pod` tells of it, without the values of its environment: these may be secrets. */
export function described({ metadata, spec, status }: Pod, events: ClusterEvent[]): string {
  const line = (name: string, value: string | undefined) =>
    value ? [`${`${name}:`.padEnd(14)}${value}`] : []
  const containers = spec.containers.flatMap(({ name, image, env, resources }) => {
    const own = status.containerStatuses.find(one => one.name === name)
    return [
      `  ${name}`,
      `    image      ${image}`,
      ...(own
        ? [
            `    state      ${stateIn(own.state)}, ${own.ready ? 'ready' : 'not ready'}, restarts ${own.restartCount}`,
          ]
        : []),
      ...(own?.lastState.terminated ? [`    before     ${stateIn(own.lastState)}`] : []),
      ...(resources
        ? [`    limits     ${pairs(resources.limits)}`, `    requests   ${pairs(resources.requests)}`]
        : []),
      ...(env.length > 0 ? [`    variables  ${env.map(one => one.name).join(', ')}`] : []),
    ]
  })
  return [
    ...line('Name', metadata.name),
    ...line('Node', spec.nodeName ?? 'none yet'),
    ...line('Status', status.reason ?? status.phase),
    ...line('Message', status.message),
    ...line('Labels', pairs(metadata.labels)),
    'Containers:',
    ...containers,
    'Conditions:',
    ...status.conditions.map(
      ({ type, status: is, reason, message }) =>
        `  ${[type, is, reason, message].filter(Boolean).join('  ')}`,
    ),
    events.length > 0 ? 'Events, the newest first:' : 'Events: none in the last hour',
    ...events
      .slice(0, 20)
      .map(({ reason, message, count }) => `  ${reason}${count > 1 ? ` (${count}×)` : ''}  ${message}`),
  ].join('\n')
}

function stateIn({
  waiting,
  running,
  terminated,
}: Pod['status']['containerStatuses'][number]['state']): string {
  if (waiting) return `waiting: ${[waiting.reason, waiting.message].filter(Boolean).join(', ')}`
  if (terminated)
    return `ended: ${[terminated.reason, `exit ${terminated.exitCode}`].filter(Boolean).join(', ')}`
  return running ? 'running' : 'unknown'
}

const pairs = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ') || 'none'
