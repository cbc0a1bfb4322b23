import { createHash } from 'node:crypto'
import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs'
import type { ContainerGiven, TaskSize } from '../../../ports/clusters.ts'

/** So that values can be compared, and not read. */
const digest = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value ?? null))
    .digest('base64url')

/** What a revision sets besides its images, by name, as digests: a variable's value may well be a secret. */
export function settingsOf({
  cpu,
  memory,
  taskRoleArn,
  containerDefinitions = [],
}: TaskDefinition): Record<string, string> {
  const all = { cpu, memory, 'task role': taskRoleArn }
  const several = containerDefinitions.length > 1
  const named = Object.entries(all).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    [...named, ...containerDefinitions.flatMap(container => ofContainer(container, several))].map(
      ([name, value]) => [name, digest(value)],
    ),
  )
}

export const sizeOf = ({ cpu, memory, containerDefinitions = [] }: TaskDefinition): TaskSize => ({
  ...(cpu !== undefined && { cpu: Number(cpu) }),
  ...(memory !== undefined && { memory: Number(memory) }),
  containers: containerDefinitions.map(({ name = '', memory: own }) => ({
    name,
    ...(own !== undefined && own > 0 && { memory: own }),
  })),
})

export const givenTo = (container: ContainerDefinition): ContainerGiven => ({
  name: container.name ?? '',
  image: container.image ?? '',
  ports: (container.portMappings ?? []).flatMap(({ containerPort }) => containerPort ?? []),
  variables: (container.environment ?? []).map(({ name = '' }) => name),
  secrets: (container.secrets ?? []).map(({ name = '', valueFrom = '' }) => ({ name, from: valueFrom })),
})

function ofContainer(container: ContainerDefinition, several: boolean): [name: string, value: unknown][] {
  const { name, cpu, memory, memoryReservation, command, entryPoint, portMappings, healthCheck } = container
  const { environment = [], secrets = [] } = container
  const prefix = several ? `${name} ` : ''
  const settings = {
    'container cpu': cpu,
    'container memory': memory,
    'memory reservation': memoryReservation,
    command,
    'entry point': entryPoint,
    ports: portMappings,
    'health check': healthCheck,
  }
  return [
    ...Object.entries(settings).filter(([, value]) => value !== undefined && value !== 0),
    ...environment.map(one => [`env ${one.name}`, one.value] as const),
    ...secrets.map(one => [`secret ${one.name}`, one.valueFrom] as const),
  ].map(([name, value]) => [`${prefix}${name}`, value])
}
