import { z } from 'zod'
import { BlueGreen } from './blue-green-settings.ts'
import { LogGroup, TargetGroup } from './environment-settings.ts'
import { HttpUrl, Pattern, Text } from './setting.ts'
import { Task, TaskName } from './task-settings.ts'

const Scale = z
  .strictObject({ min: z.int().min(0), max: z.int().min(0) })
  .refine(({ min, max }) => min <= max, 'expected a min that is not above max')

const Deploy = z
  .strictObject({
    version: Pattern.optional(),
    ecs: z
      .strictObject({
        container: Text,
        image: z.string().includes('{version}', { error: 'expected an image with {version} in it' }),
      })
      .optional(),
    github: z
      .strictObject({
        repo: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'expected owner/repository'),
        workflow: Text,
        ref: Text,
        inputs: z.record(z.string(), z.string()).default({}),
      })
      .optional(),
  })
  .refine(
    ({ ecs, github }) => (ecs === undefined) !== (github === undefined),
    'expected either ecs or github',
  )

/** What is known of a service: where it is looked at, and how it is changed. */
export const Service = z
  .strictObject({
    health: HttpUrl.optional(),
    ecs: z.strictObject({ cluster: Text, service: Text }).optional(),
    logs: LogGroup.optional(),
    targetGroup: TargetGroup.optional(),
    scale: Scale.optional(),
    deploy: Deploy.optional(),
    blueGreen: BlueGreen.optional(),
    tasks: z.record(TaskName, Task).optional(),
    dashboard: HttpUrl.optional(),
  })
  .refine(({ blueGreen, deploy }) => !blueGreen || deploy?.ecs, {
    error: 'expected `deploy.ecs` beside it: which container takes which image',
    path: ['blueGreen'],
  })
  .refine(({ deploy, ecs }) => !deploy?.ecs || ecs, {
    error: "expected the service's own ecs: cluster and service, since deploy.ecs needs them",
    path: ['deploy', 'ecs'],
  })
export type Service = z.infer<typeof Service>
