import { z } from 'zod'
import { BusinessHours } from './business-hours.ts'
import { Duration, Milliseconds } from './duration.ts'
import { LogGroup, Region } from './environment-settings.ts'
import { Freeze } from './freeze.ts'
import { Severity } from './severity.ts'
import { rules } from './system-rules.ts'

/** A Slack user id (`U…`/`W…`), a user group's handle (`@oncall`) or an e-mail address. */
export const Person = z
  .string()
  .regex(
    /^(?:[UW][A-Z0-9]{2,}|@[\w.-]+|[^\s@]+@[^\s@]+\.[^\s@]+)$/,
    'expected a Slack user id, an @usergroup or an e-mail',
  )
export type Person = z.infer<typeof Person>

const Text = z.string().min(1, 'expected some text')
const Name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and dashes')
const Channel = z.string().regex(/^(?:#[^\s#]+|[CG][A-Z0-9]{2,})$/, 'expected a #channel or a channel id')
const HttpUrl = z.url({ protocol: /^https?$/, error: 'expected an http or https address' })

/** The rule of one severity: `acknowledge` is the clock that escalates, `update` reminds while somebody has it. */
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

const Scale = z
  .strictObject({ min: z.int().min(0), max: z.int().min(0) })
  .refine(({ min, max }) => min <= max, 'expected a min that is not above max')

const Deploy = z
  .strictObject({
    version: z.string().refine(isRegExp, 'expected a regular expression').optional(),
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

const Service = z
  .strictObject({
    health: HttpUrl.optional(),
    ecs: z.strictObject({ cluster: Text, service: Text }).optional(),
    logs: LogGroup.optional(),
    scale: Scale.optional(),
    deploy: Deploy.optional(),
    dashboard: HttpUrl.optional(),
  })
  .refine(({ deploy, ecs }) => !deploy?.ecs || ecs, {
    error: "expected the service's own ecs: cluster and service, since deploy.ecs needs them",
    path: ['deploy', 'ecs'],
  })
export type Service = z.infer<typeof Service>

export const Environment = z.strictObject({
  channel: Channel,
  region: Region.optional(),
  role: z.string().startsWith('arn:aws:iam::', 'expected the ARN of an IAM role').optional(),
  dashboard: HttpUrl.optional(),
  approvals: z
    .strictObject({
      required: z.int().min(0).default(1),
      expire: Milliseconds.default(900_000),
      confirm: Text.optional(),
      breakGlass: z.boolean().default(false),
    })
    .optional(),
  services: z.record(Name, Service).default({}),
})
export type Environment = z.infer<typeof Environment>

/** One system file, `systems/<name>.yml`: a product a team runs, and who answers for it. */
export const System = z
  .strictObject({
    system: Name,
    title: Text,
    runbook: Text.optional(),
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
    freeze: Freeze.optional(),
    alertmanager: z.strictObject({ url: HttpUrl }).optional(),
    environments: z
      .record(Name, Environment)
      .refine(all => Object.keys(all).length > 0, 'expected at least one environment'),
  })
  .superRefine(
    (system, ctx) => {
      const broken = new Set(ctx.issues.map(issue => issue.path?.[0]))
      for (const { reads, faults } of rules) {
        if (reads.some(part => broken.has(part))) continue
        for (const { path, expected } of faults(system))
          ctx.addIssue({ code: 'custom', path, message: `expected ${expected}`, input: system })
      }
    },
    // Also when another part is broken, so that one look shows all faults there are.
    { when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value) },
  )
export type System = z.infer<typeof System>

function isRegExp(source: string): boolean {
  try {
    new RegExp(source)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
