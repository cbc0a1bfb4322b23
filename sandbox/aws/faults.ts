import { type Answer, refuse, type Service } from './answer.ts'
import type { Call } from './wire.ts'

/**
 * What an action does instead, until it is mended. `hanging` never answers, `mute` does what it is asked to and never
 * answers either, `lost` does it and closes the connection, `garbled` does it and answers what nobody can read.
 */
export type Fault = 'denied' | 'throttled' | 'expired' | 'broken' | 'hanging' | 'mute' | 'lost' | 'garbled'

/** What policies call a service, where its signatures call it otherwise. */
const inPolicies: Record<string, string> = { monitoring: 'cloudwatch' }
const speaksXml = [
  'cloudformation',
  'rds',
  'elasticloadbalancing',
  'sts',
  'elasticache',
  'ec2',
  'iam',
  'route53',
  's3',
]

/** "ecs:DescribeServices", as in a policy. */
export const nameOf = ({ service, action }: Pick<Call, 'service' | 'action'>): string =>
  `${inPolicies[service] ?? service}:${action}`

/** How a service refuses; those that speak XML have names of their own for it. */
export function refused(
  fault: 'denied' | 'throttled' | 'expired' | 'broken',
  call: Call,
  of?: Service,
): Answer {
  const suffix = speaksXml.includes(call.service) ? '' : 'Exception'
  switch (fault) {
    case 'denied': {
      const name = nameOf(call)
      const who = 'arn:aws:sts::123456789012:assumed-role/belay/task'
      const resource = of?.resource?.(call.input) ?? '*'
      return refuse(
        call.service === 'ec2' ? 'UnauthorizedOperation' : `AccessDenied${suffix}`,
        `User: ${who} is not authorized to perform: ${name} on resource: ${resource} because no identity-based policy allows the ${name} action`,
        suffix === '' || call.service === 'lambda' ? 403 : 400,
      )
    }
    case 'throttled':
      if (call.service === 's3') return refuse('SlowDown', 'Please reduce your request rate.', 503)
      if (call.service === 'lambda') return refuse('TooManyRequestsException', 'Rate exceeded', 429)
      if (call.service === 'ec2') return refuse('RequestLimitExceeded', 'Request limit exceeded.', 503)
      if (call.service === 'ce') return refuse('LimitExceededException', 'Rate exceeded')
      if (call.service === 'cognito-idp') return refuse('TooManyRequestsException', 'Rate exceeded')
      return refuse(`Throttling${suffix}`, 'Rate exceeded')
    case 'expired':
      if (call.service === 'ec2') return refuse('RequestExpired', 'Request has expired.')
      return refuse(`ExpiredToken${suffix}`, 'The security token included in the request is expired')
    case 'broken':
      return refuse('ServerException', 'Service Unavailable. Please try again later.', 500)
  }
}
