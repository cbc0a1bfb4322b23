import { z } from 'zod'
import { BlueGreen } from './blue-green-settings.ts'
import { Deployment } from './cluster-settings.ts'
import { Compose } from './docker-settings.ts'
import { Milliseconds, milliseconds, shortestMs } from './duration.ts'
import { LoadBalancer, LogGroup, TargetGroup } from './environment-settings.ts'
import { HttpUrl, Pattern, Text } from './setting.ts'
import { Task, TaskName } from './task-settings.ts'
import { dispatched, tagged } from './workflow-settings.ts'

/** What autoscaling holds it at, in percent, and how long it waits before it makes more, or fewer, again. */
const Keeps = z.strictObject({
  cpu: z.int().min(1).max(100).optional(),
  memory: z.int().min(1).max(100).optional(),
  moreAfter: Milliseconds.optional(),
  fewerAfter: Milliseconds.optional(),
})
export type Keeps = z.infer<typeof Keeps>

const Scale = z
  .strictObject({ min: z.int().min(0), max: z.int().min(0), keeps: Keeps.optional() })
  .refine(({ min, max }) => min <= max, 'expected a min that is not above max')

const Bounds = (least: number, most: number) =>
  z
    .strictObject({ min: z.int().min(least), max: z.int().max(most) })
    .refine(({ min, max }) => min <= max, 'expected a min that is not above max')

/** A function of AWS Lambda. `alias`: what is called, and led to a version; `memory` in MB; `concurrency`: kept warm. */
const Lambda = z
  .strictObject({
    function: z.string().regex(/^[\w-]{1,64}$/, 'expected the name of a function of AWS Lambda'),
    alias: z
      .string()
      .regex(/^(?!\d+$)[\w-]{1,128}$/, 'expected the name of an alias')
      .optional(),
    memory: Bounds(128, 10_240).optional(),
    concurrency: Bounds(0, 1_000).optional(),
  })
  .refine(({ alias, concurrency }) => alias !== undefined || concurrency === undefined, {
    error: 'expected an alias, since only of one can environments be kept warm',
    path: ['alias'],
  })

/** A log is followed no longer than this, in milliseconds. */
export const longestFollowMs = 1_800_000

const Versioned = z.string().includes('{version}', { error: 'expected something with {version} in it' })
const Image = z.string().includes('{version}', { error: 'expected an image with {version} in it' })

const Deploy = z
  .strictObject({
    version: Pattern.optional(),
    /** So long its log is followed once it is deployed. */
    watch: milliseconds(shortestMs, longestFollowMs, 'a log is followed for 30 min at most').optional(),
    ecs: z
      .strictObject({
        container: Text,
        image: Image,
      })
      .optional(),
    /** `image`: the repository that the workflow puts its images into. */
    github: z.strictObject({ ...dispatched, image: Text.optional() }).optional(),
    /** By a tag in its repository, at `ref` as it then is, which starts a workflow that deploys what it names. */
    tag: z.strictObject(tagged).optional(),
    /** Of the container that `kubernetes` of the service names. */
    kubernetes: z.strictObject({ image: Image }).optional(),
    compose: z.strictObject({ image: Image }).optional(),
    lambda: z
      .union(
        [
          z.strictObject({
            bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'expected the name of a bucket'),
            key: Versioned,
          }),
          z.strictObject({ image: Versioned }),
        ],
        'expected bucket and key, or image, with {version} in it',
      )
      .optional(),
  })
  .refine(({ version: _, watch: __, tag, ...ways }) => {
    const others = Object.values(ways).filter(way => way !== undefined).length
    return tag ? others === 0 || (others === 1 && ways.ecs !== undefined) : others === 1
  }, 'expected one of ecs, github, lambda, kubernetes and compose, or tag, alone or with ecs')
  .refine(({ tag, version }) => !tag || version !== undefined, {
    error:
      'expected a version beside tag: the pattern that its tags have, as in "^v[0-9]+\\.[0-9]+\\.[0-9]+$"',
    path: ['version'],
  })

/** What is known of a service: where it is looked at, and how it is changed. */
export const Service = z
  .strictObject({
    health: HttpUrl.optional(),
    ecs: z.strictObject({ cluster: Text, service: Text }).optional(),
    lambda: Lambda.optional(),
    kubernetes: Deployment.optional(),
    compose: Compose.optional(),
    logs: LogGroup.optional(),
    targetGroup: TargetGroup.optional(),
    loadBalancer: LoadBalancer.optional(),
    /** An API of API Gateway, by the name that CloudWatch has it under. */
    apiGateway: Text.optional(),
    /** The log group that it writes its access log into: JSON, or as Apache has it. */
    accessLog: LogGroup.optional(),
    scale: Scale.optional(),
    deploy: Deploy.optional(),
    blueGreen: BlueGreen.optional(),
    tasks: z.record(TaskName, Task).optional(),
    dashboard: HttpUrl.optional(),
  })
  .refine(
    ({ ecs, lambda, kubernetes, compose }) =>
      [ecs, lambda, kubernetes, compose].filter(place => place !== undefined).length < 2,
    'expected one place where it runs: ecs, lambda, kubernetes or compose',
  )
  .refine(({ accessLog, apiGateway }) => accessLog === undefined || apiGateway !== undefined, {
    error: 'expected apiGateway, the name of the API whose log it is',
    path: ['accessLog'],
  })
  .refine(({ blueGreen, deploy }) => !blueGreen || deploy?.ecs, {
    error: 'expected `deploy.ecs` beside it: which container takes which image',
    path: ['blueGreen'],
  })
  .refine(({ deploy, ecs }) => !deploy?.ecs || ecs, {
    error: "expected the service's own ecs: cluster and service, since deploy.ecs needs them",
    path: ['deploy', 'ecs'],
  })
  .refine(({ deploy, logs, kubernetes, compose }) => !deploy?.watch || (logs ?? kubernetes ?? compose), {
    error: 'expected logs, its log group, since that is what is followed',
    path: ['deploy', 'watch'],
  })
  .refine(({ deploy, lambda }) => !deploy?.lambda || lambda, {
    error: "expected the service's own lambda: function, since deploy.lambda needs it",
    path: ['deploy', 'lambda'],
  })
  .refine(({ deploy, kubernetes }) => !deploy?.kubernetes || kubernetes, {
    error:
      "expected the service's own kubernetes: namespace, deployment and container, since deploy.kubernetes needs them",
    path: ['deploy', 'kubernetes'],
  })
  .refine(({ deploy, compose }) => !deploy?.compose || compose, {
    error: "expected the service's own compose: project and service, since deploy.compose needs them",
    path: ['deploy', 'compose'],
  })
export type Service = z.infer<typeof Service>
export type Deploy = z.infer<typeof Deploy>
