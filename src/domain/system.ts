import { z } from 'zod'
import { Alertmanager, Sns } from './alert-settings.ts'
import { BusinessHours } from './business-hours.ts'
import { ChecklistSettings } from './checklist/settings.ts'
import { Cluster } from './cluster-settings.ts'
import { Docker } from './docker-settings.ts'
import { Duration, Milliseconds } from './duration.ts'
import { Region, standsOn } from './environment-settings.ts'
import { Freeze } from './freeze.ts'
import { Milestones } from './milestone-settings.ts'
import { Person } from './person.ts'
import { Request } from './request-settings.ts'
import { ScheduleSettings } from './schedule/settings.ts'
import { Service } from './service-settings.ts'
import { HttpUrl, Name, Text } from './setting.ts'
import { Severity } from './severity.ts'
import { Stack } from './stack-settings.ts'
import { Thresholds } from './thresholds.ts'
import { Workflow } from './workflow-settings.ts'

const Channel = z.string().regex(/^(?:#[^\s#]+|[CG][A-Z0-9]{2,})$/, 'expected a #channel or a channel id')

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
  /** How long this one is waited for before the next is told. */
  wait: Duration.optional(),
  /** Told no sooner than so long after it began, however soon the one before was told. */
  after: Milliseconds.optional(),
  only: z.array(Severity).min(1).optional(),
  /** What it is the right one for: a choice for whoever escalates by hand. */
  for: Text.optional(),
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

export const Environment = z.strictObject({
  channel: Channel,
  region: Region.optional(),
  role: z.string().startsWith('arn:aws:iam::', 'expected the ARN of an IAM role').optional(),
  /** Without a role the account is Belay's own. It is compared with those of other environments' roles by this. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'expected the 12 digits of an AWS account, in quotes')
    .optional(),
  dashboard: HttpUrl.optional(),
  /** More of them, by what they show. */
  dashboards: z.record(Text, HttpUrl).optional(),
  approvals: z
    .strictObject({
      required: z.int().min(0).default(1),
      expire: Milliseconds.default(900_000),
      confirm: Text.optional(),
      breakGlass: z.boolean().default(false),
    })
    .optional(),
  /** Where its services with `kubernetes` run. */
  cluster: Cluster.optional(),
  /** Where its services with `compose` run. */
  docker: Docker.optional(),
  thresholds: Thresholds.optional(),
  services: z.record(Name, Service).default({}),
  workflows: z.record(Name, Workflow).optional(),
  requests: z.record(Name, Request).optional(),
  stacks: z.record(Name, Stack).optional(),
  ...standsOn,
})
export type Environment = z.infer<typeof Environment>

/** A product a team runs, and who answers for it. What must fit together in it is looked at in system-file.ts. */
export const System = z.strictObject({
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
  /** What is to be done how soon after an incident began. */
  milestones: Milestones.optional(),
  pagerduty: PagerDuty.optional(),
  freeze: Freeze.optional(),
  alertmanager: Alertmanager.optional(),
  sns: Sns.optional(),
  /** Where the head of its audit is told every hour in which something was added. */
  audit: z.strictObject({ channel: Channel }).optional(),
  /** Lists of its runbook that are gone through again and again. */
  checklists: z.record(Name, ChecklistSettings).optional(),
  /** Changes that come back. */
  schedules: z.record(Name, ScheduleSettings).optional(),
  environments: z
    .record(Name, Environment)
    .refine(all => Object.keys(all).length > 0, 'expected at least one environment'),
})
export type System = z.infer<typeof System>
