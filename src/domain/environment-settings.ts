import { z } from 'zod'
import { InBucket, LogRetention } from './log-settings.ts'
import { ManagedSecret } from './secret-settings.ts'
import { Name } from './setting.ts'
import { Cache, Database } from './store-settings.ts'

/** A region as AWS writes it. */
export const Region = z
  .string()
  .regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'expected an AWS region such as us-east-1')

/** A log group of CloudWatch by its name. */
export const LogGroup = z
  .string()
  .regex(/^[\w./#-]{1,512}$/, 'expected the name of a log group such as /ecs/production/api')

/** What stands behind a load balancer for a service. */
export const TargetGroup = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:targetgroup\/[\w-]+\/[0-9a-f]+$/,
    'expected the ARN of a target group',
  )

export const LoadBalancer = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:loadbalancer\/app\/[\w-]+\/[0-9a-f]+$/,
    'expected the ARN of an application load balancer',
  )

const Domain = z
  .string()
  .regex(
    /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/,
    'expected a domain such as api.example.com',
  )

const Alarm = z
  .string()
  .regex(/^[^*]{1,255}\*?$/, 'expected the name of an alarm, or the beginning of several with a * at its end')

/** What an environment stands on, beside its services. */
export const standsOn = {
  databases: z.record(Name, Database).optional(),
  caches: z.record(Name, Cache).optional(),
  secrets: z.record(Name, ManagedSecret).optional(),
  alarms: z.array(Alarm).min(1).optional(),
  /** Where alarms begin, by their name, as the team means them to: in the unit of what each watches. */
  alarmsBegin: z
    .record(
      z.string().min(1).max(255),
      z.string().regex(/^(?:above|below) \d+(?:\.\d+)?$/, 'expected as in "above 5" or "below 90"'),
    )
    .optional(),
  certificates: z.array(Domain).min(1).optional(),
  /** Names that people come to it by: each is to lead where Route 53 says, and to show a certificate that is valid. */
  domains: z
    .array(Domain.refine(domain => !domain.startsWith('*'), 'expected one name, without *'))
    .min(1)
    .optional(),
  /** User pools of Cognito, by what people call them. */
  userPools: z
    .record(
      Name,
      z.string().regex(/^[\w-]+_[0-9A-Za-z]+$/, 'expected the id of a user pool such as us-east-1_AbCd12345'),
    )
    .optional(),
  /** Where its load balancers write their access logs. */
  accessLogs: InBucket.optional(),
  /** Where logs are copied to when somebody wants that. */
  logExports: InBucket.optional(),
  /** For how long the team means its logs to be kept. */
  logRetention: LogRetention.optional(),
}
