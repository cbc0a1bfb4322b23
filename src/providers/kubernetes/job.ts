import { z } from 'zod'
import { type Made, nameFor } from '../../ports/calls/call.ts'
import type { Template } from './wire.ts'

/** So long a Job may take, and so long it and its log are kept after its end, in seconds. */
const longest = 3_600
const kept = 3_600

export const Job = z.object({
  status: z
    .object({
      active: z.number().default(0),
      succeeded: z.number().default(0),
      failed: z.number().default(0),
      conditions: z
        .array(z.object({ type: z.string(), status: z.string(), message: z.string().default('') }))
        .default([]),
    })
    .default({ active: 0, succeeded: 0, failed: 0, conditions: [] }),
})

/** What makes sense only for what serves. */
const servesOnly = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle', 'ports', 'args']

/**
 * A Job that runs a command once in a container like that of a template. Its pod has none of the template's labels, so
 * that no service sends it anything, and neither sidecars, which would never end, nor probes and ports.
 */
export function jobOf(
  made: Made,
  template: Template,
  { container, command }: { container: string; command: string[] },
): object {
  const own = template.spec.containers.find(({ name }) => name === container)!
  const { initContainers: _, ...pod } = template.spec
  const labels = { 'app.kubernetes.io/managed-by': 'belay' }
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: nameFor(made), labels },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: longest,
      ttlSecondsAfterFinished: kept,
      template: {
        metadata: { labels },
        spec: { ...pod, restartPolicy: 'Never', containers: [{ ...without(own, servesOnly), command }] },
      },
    },
  }
}

const without = (container: object, names: string[]): object =>
  Object.fromEntries(Object.entries(container).filter(([name]) => !names.includes(name)))
