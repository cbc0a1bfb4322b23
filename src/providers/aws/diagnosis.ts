import { type Fault, UserError } from '../../domain/errors.ts'
import { mask } from '../../domain/mask.ts'
import { latency } from '../latency.ts'
import type { AwsCall, TimeLimit } from './call.ts'

/** What kind of fault an error of the SDK is, and what would mend it. */
export function diagnose(error: Error, call: AwsCall, limit: TimeLimit): [Fault['fault'], string] {
  switch (error.name) {
    case 'AccessDeniedException':
    case 'AccessDenied':
    case 'UnauthorizedOperation':
      return ['refused', refusal(error.message, call)]
    case 'ThrottlingException':
    case 'Throttling':
    case 'TooManyRequestsException':
    case 'RequestLimitExceeded':
    case 'SlowDown':
    case 'PriorRequestNotComplete':
      return limited(call)
    // Elsewhere that is a quota, and another try does not help.
    case 'LimitExceededException':
      if (call.action.startsWith('ce:')) return limited(call)
      break
    case 'ExpiredTokenException':
    case 'ExpiredToken':
    case 'RequestExpired':
      return ['refused', "Belay's AWS credentials have expired: renew them"]
    case 'UnrecognizedClientException':
    case 'InvalidClientTokenId':
    case 'InvalidSignatureException':
    case 'SignatureDoesNotMatch':
    case 'AuthFailure':
    case 'InvalidAccessKeyId':
      return ['refused', "AWS does not accept Belay's credentials: check them"]
    case 'CredentialsProviderError':
      return ['refused', 'Belay has no AWS credentials: give it a role or the AWS_… variables']
    case 'AbortError':
    case 'TimeoutError':
      if (limit.signal.aborted) return ['away', `no answer from AWS in ${latency(limit.ms)}`]
      return ['away', `the connection to AWS ended before an answer (${codeOf(error)})`]
  }
  const isAbout = !makes.test(call.action) || !call.changes
  if (isAbout && (notFound.test(error.name) || isWithoutStack(error)))
    return ['refused', `there is no ${call.about}`]
  if (/region is missing/i.test(error.message)) {
    return ['refused', 'no AWS region: set `region` in the system file, or AWS_REGION']
  }
  const status = statusOf(error)
  if (error instanceof UserError) return ['away', `AWS's answer to ${call.action} cannot be read`]
  if (status === undefined) return ['away', `AWS could not be reached (${codeOf(error)})`]
  if (status >= 500) return ['away', `AWS answered ${status} (${error.name}) to ${call.action}`]
  // It said that it has done it, or a proxy did: whether it has is then not known.
  if (status < 400 || /deserialization error/i.test(error.message))
    return ['away', `AWS's answer to ${call.action} cannot be read`]
  const said = call.carriesSecret ? '' : `: ${plain(error.message)}`
  return ['refused', `AWS refused ${call.action} on ${call.resource} (${error.name})${said}`]
}

const limited = ({ action }: AwsCall): [Fault['fault'], string] => [
  'limited',
  `AWS limits ${action} just now: look again in a minute`,
]

/** Most services say that something was not found, Systems Manager that a document is none, IAM that there is no such one. */
export const notFound = /(?:NotFound(?:Exception|Fault)?|NoSuchEntityException)$|^InvalidDocument$/

/** What is about something that it makes, so that what it does not find is what that is made of. */
const makes = /^(?:rds:(?:CreateDBSnapshot|Restore\w+)|ecs:CreateService)$/

/** Of a stack that is not there CloudFormation says that the request is wrong. */
const isWithoutStack = ({ name, message }: Error): boolean =>
  name === 'ValidationError' && /^Stack .*does not exist/.test(message)

function refusal(said: string, { action, resource, allow }: AwsCall): string {
  const head = `AWS refused ${action} on ${resource}`
  if (/explicit deny/i.test(said)) return `${head}: a policy denies it explicitly`
  const exact = /on resource: (arn:\S+)/.exec(said)?.[1]
  const object = /permission to GetObject for ([^\s/]+\/\S*[^\s.])/.exec(said)?.[1]
  const statement = object
    ? { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${object}` }
    : { Effect: 'Allow', Action: action, ...allow, ...(exact && { Resource: exact }) }
  return `${head}: Belay's role may not. Policy to add: ${JSON.stringify(statement)}`
}

export const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : error.name

function statusOf(error: Error): number | undefined {
  const metadata = '$metadata' in error ? error.$metadata : undefined
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined
}

/** What AWS says, on one line of some length. Of a signature that does not match it says all that was signed. */
export function plain(text: string): string {
  const line = mask(text).replace(/\s+/g, ' ').trim().replace(/\.$/, '')
  return line.length > 200 ? `${line.slice(0, 199)}…` : line
}
