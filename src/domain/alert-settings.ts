import { z } from 'zod'
import { HttpUrl, Name, Text } from './setting.ts'
import { Severity } from './severity.ts'

/** Prometheus's Alertmanager: where it is, and which label of an alert says how severe it is. */
export const Alertmanager = z.strictObject({
  url: HttpUrl,
  severity: z
    .strictObject({
      label: Text.default('severity'),
      values: z.record(z.string(), Severity).default({}),
      default: Severity.optional(),
    })
    .default({ label: 'severity', values: {} }),
})

const TopicArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
    'expected the ARN of an SNS topic, which is not a FIFO one: those do not call anybody',
  )

const AlarmName = z
  .string()
  .regex(
    /^(?!$)[^*]{0,255}\*?$/,
    'expected the name of an alarm, or the beginning of several with a * at its end',
  )

/** The SNS topics that CloudWatch tells of alarms by, and what is said of alarms by their names. */
export const Sns = z.strictObject({
  topics: z.array(TopicArn).min(1),
  alarms: z
    .record(
      AlarmName,
      z
        .strictObject({
          severity: Severity.optional(),
          environment: Name.optional(),
          service: Name.optional(),
        })
        .refine(({ environment, service }) => environment || !service, {
          error: 'expected the environment that the service is in',
          path: ['environment'],
        }),
    )
    .default({}),
})
