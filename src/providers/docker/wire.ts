import { z } from 'zod'
import { Instant } from '../../domain/instant.ts'

const texts = z.record(z.string(), z.string()).nullish()

/** What a container was made with; kept whole where it is handed on. */
const Config = z.looseObject({
  Image: z.string().default(''),
  Labels: texts,
  Env: z.array(z.string()).nullish(),
})

/** Docker writes the first year where there is no time yet. */
const Time = Instant.transform(at => (at > 0 ? at : undefined)).optional()

export const Inspected = z.object({
  Id: z.string(),
  Name: z.string(),
  Image: z.string(),
  RestartCount: z.number().default(0),
  Config,
  HostConfig: z.looseObject({}),
  Mounts: z
    .array(z.object({ Type: z.string(), Name: z.string().optional(), Destination: z.string() }))
    .default([]),
  NetworkSettings: z.object({
    Networks: z.record(z.string(), z.object({ Aliases: z.array(z.string()).nullish() })).default({}),
  }),
  State: z.object({
    Status: z.string(),
    Running: z.boolean().default(false),
    ExitCode: z.number().default(0),
    OOMKilled: z.boolean().default(false),
    StartedAt: Time,
    Health: z.object({ Status: z.string() }).nullish(),
  }),
})
export type Inspected = z.infer<typeof Inspected>

export const Listed = z.array(z.object({ Id: z.string(), Created: z.number().default(0) }))
export const ImageWire = z.object({ Config: z.looseObject({}).nullish() })
export const Made = z.object({ Id: z.string() })

const Cpu = z.object({
  cpu_usage: z.object({ total_usage: z.number() }),
  system_cpu_usage: z.number().default(0),
  online_cpus: z.number().default(1),
})
export const Stats = z.object({
  cpu_stats: Cpu,
  precpu_stats: z.object({
    cpu_usage: z.object({ total_usage: z.number() }),
    system_cpu_usage: z.number().default(0),
  }),
  memory_stats: z.object({
    usage: z.number().default(0),
    limit: z.number().optional(),
    stats: z.object({ inactive_file: z.number().default(0) }).default({ inactive_file: 0 }),
  }),
})
