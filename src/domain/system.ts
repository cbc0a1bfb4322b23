import { z } from 'zod'
import { BusinessHours } from './business-hours.ts'
import { Duration, Milliseconds } from './duration.ts'
import { Severity } from './severity.ts'

/** A Slack user id (`U…`/`W…`), a user group's handle (`@oncall`) or an e-mail address. */
export const Person = z
  .string()
  .regex(
    /^(?:[UW][A-Z0-9]{2,}|@[\w.-]+|[^\s@]+@[^\s@]+\.[^\s@]+)$/,
    'expected a Slack user id, an @usergroup or an e-mail',
  )
export type Person = z.infer<typeof Person>

const Name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and dashes')
const Channel = z.string().regex(/^(?:#[^\s#]+|[CG][A-Z0-9]{2,})$/, 'expected a #channel or a channel id')
const HttpUrl = z.url({ protocol: /^https?$/, error: 'expected an http or https address' })

export const SeverityRule = z.strictObject({
  acknowledge: Duration,
  update: Milliseconds.optional(),
  postmortem: Duration.optional(),
  page: z.boolean().default(false),
})
export type SeverityRule = z.infer<typeof SeverityRule>

export const Level = z.strictObject({
  notify: z.array(Person).min(1),
  wait: Duration.optional(),
  only: z.array(Severity).min(1).optional(),
})
export type Level = z.infer<typeof Level>

const PagerDutyTarget = z.strictObject({ environment: Name, service: Name.optional() })
const PagerDutyId = z.string().regex(/^[A-Z0-9]{3,}$/, 'expected a PagerDuty id such as PLEARN1')

const PagerDuty = z.strictObject({
  services: z.union([z.array(PagerDutyId).min(1), z.record(PagerDutyId, PagerDutyTarget)]),
  severity: z
    .strictObject({
      priority: z.record(z.string(), Severity).default({}),
      urgency: z.partialRecord(z.enum(['high', 'low']), Severity).default({}),
    })
    .default({ priority: {}, urgency: {} }),
})

const Service = z.strictObject({
  health: HttpUrl.optional(),
  ecs: z.strictObject({ cluster: z.string(), service: z.string() }).optional(),
  logs: z.string().optional(),
  scale: z.strictObject({ min: z.int().min(0), max: z.int().min(0) }).optional(),
  deploy: z
    .strictObject({
      version: z.string().optional(),
      ecs: z.strictObject({ container: z.string(), image: z.string() }).optional(),
      github: z
        .strictObject({
          repo: z.string(),
          workflow: z.string(),
          ref: z.string(),
          inputs: z.record(z.string(), z.string()).default({}),
        })
        .optional(),
    })
    .optional(),
  dashboard: HttpUrl.optional(),
})
export type Service = z.infer<typeof Service>

export const Environment = z.strictObject({
  channel: Channel,
  region: z.string().optional(),
  role: z.string().startsWith('arn:aws:iam::').optional(),
  dashboard: HttpUrl.optional(),
  approvals: z
    .strictObject({
      required: z.int().min(0).default(1),
      expire: Milliseconds.default(900_000),
      confirm: z.string().optional(),
      breakGlass: z.boolean().default(false),
    })
    .optional(),
  services: z.record(Name, Service).default({}),
})
export type Environment = z.infer<typeof Environment>

/** One system file, `systems/<name>.yml`: a product a team runs, and who answers for it. */
export const System = z.strictObject({
  system: Name,
  title: z.string().min(1),
  runbook: z.string().optional(),
  businessHours: BusinessHours.optional(),
  people: z.strictObject({
    responders: z.array(Person).min(1),
    operators: z.array(Person).default([]),
    approvers: z.array(Person).default([]),
  }),
  severities: z
    .partialRecord(Severity, SeverityRule)
    .refine(all => Object.keys(all).length > 0, 'expected at least one severity'),
  escalation: z.array(Level).min(1),
  pagerduty: PagerDuty.optional(),
  alertmanager: z.strictObject({ url: HttpUrl }).optional(),
  environments: z
    .record(Name, Environment)
    .refine(all => Object.keys(all).length > 0, 'expected at least one environment'),
})
export type System = z.infer<typeof System>
