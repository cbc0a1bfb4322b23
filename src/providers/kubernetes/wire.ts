import { z } from 'zod'
import { Instant } from '../../domain/instant.ts'

/** Kubernetes' objects, as far as they are read. */
const names = z.record(z.string(), z.string()).default({})

const Metadata = z.object({
  name: z.string(),
  uid: z.string().default(''),
  generation: z.number().default(0),
  annotations: names,
  labels: names,
  creationTimestamp: Instant.optional(),
  deletionTimestamp: z.string().optional(),
  ownerReferences: z.array(z.object({ kind: z.string(), name: z.string(), uid: z.string() })).default([]),
})

const Quantities = z.record(z.string(), z.union([z.string(), z.number()])).default({})

export const Container = z.looseObject({
  name: z.string(),
  image: z.string().default(''),
  env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]),
  resources: z.looseObject({ limits: Quantities, requests: Quantities }).optional(),
})

const texts = z.record(z.string(), z.string()).optional()

/** A pod's template; kept just as it is, since Kubernetes compares it with its own before it is written back. */
export const Template = z.looseObject({
  metadata: z.looseObject({ labels: texts, annotations: texts }).optional(),
  spec: z.looseObject({
    containers: z.array(z.looseObject({ name: z.string(), image: z.string().optional() })),
  }),
})
export type Template = z.infer<typeof Template>

const Condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().default(''),
  message: z.string().default(''),
})

export const Deployment = z.object({
  metadata: Metadata,
  spec: z.object({
    replicas: z.number().default(1),
    paused: z.boolean().default(false),
    selector: z.object({ matchLabels: names }),
    template: Template,
  }),
  status: z
    .object({
      observedGeneration: z.number().default(0),
      replicas: z.number().default(0),
      updatedReplicas: z.number().default(0),
      availableReplicas: z.number().default(0),
      conditions: z.array(Condition).default([]),
    })
    .default({
      observedGeneration: 0,
      replicas: 0,
      updatedReplicas: 0,
      availableReplicas: 0,
      conditions: [],
    }),
})
export type Deployment = z.infer<typeof Deployment>

export const ReplicaSet = z.object({
  metadata: Metadata,
  spec: z.object({ replicas: z.number().default(0), template: Template }),
  status: z.object({ availableReplicas: z.number().default(0) }).default({ availableReplicas: 0 }),
})
export type ReplicaSet = z.infer<typeof ReplicaSet>

const Ended = z.object({
  exitCode: z.number(),
  reason: z.string().default(''),
  message: z.string().optional(),
  finishedAt: Instant.optional(),
})
const State = z.object({
  waiting: z.object({ reason: z.string().default(''), message: z.string().optional() }).optional(),
  running: z.object({ startedAt: Instant.optional() }).optional(),
  terminated: Ended.optional(),
})

export const Pod = z.object({
  metadata: Metadata,
  spec: z.object({ nodeName: z.string().optional(), containers: z.array(Container) }),
  status: z.object({
    phase: z.string().default('Unknown'),
    reason: z.string().optional(),
    message: z.string().optional(),
    startTime: Instant.optional(),
    conditions: z.array(Condition).default([]),
    containerStatuses: z
      .array(
        z.object({
          name: z.string(),
          ready: z.boolean().default(false),
          restartCount: z.number().default(0),
          state: State.default({}),
          lastState: State.default({}),
        }),
      )
      .default([]),
  }),
})
export type Pod = z.infer<typeof Pod>

const time = Instant.nullish()
export type Event = z.infer<typeof Event>
export const Event = z.object({
  involvedObject: z.object({ kind: z.string().default(''), name: z.string().default('') }),
  reason: z.string().default(''),
  message: z.string().default(''),
  type: z.string().default('Normal'),
  count: z.number().nullish(),
  lastTimestamp: time,
  eventTime: time,
  metadata: z.object({ creationTimestamp: Instant }),
})

export const Autoscaler = z.object({
  metadata: Metadata,
  spec: z.object({
    scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
    minReplicas: z.number().default(1),
    maxReplicas: z.number(),
  }),
})

export type PodMetrics = z.infer<typeof PodMetrics>
export const PodMetrics = z.object({
  metadata: z.object({ name: z.string() }),
  containers: z.array(
    z.object({ name: z.string(), usage: z.object({ cpu: z.string(), memory: z.string() }) }),
  ),
})

export const listOf = <T>(item: z.ZodType<T>) => z.object({ items: z.array(item) })
