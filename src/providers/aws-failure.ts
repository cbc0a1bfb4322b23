import { type Fault, OutsideError } from '../domain/errors.ts'
import { latency } from './latency.ts'

/** One call to AWS: what it was about, as people call it, and what a policy has to say to allow it. */
export interface AwsCall {
  action: string
  resource: string
  /** The resource and where it is. */
  about: string
  allow: { Resource: string; Condition?: Record<string, Record<string, string>> }
}

/** Makes one call; what goes wrong is an `OutsideError` whose message says what would mend it. */
export async function ask<T>(call: AwsCall, timeoutMs: number, send: () => Promise<T>): Promise<T> {
  try {
    return await send()
  } catch (error) {
    if (!(error instanceof Error) || error instanceof OutsideError) throw error
    const [fault, message] = diagnose(error, call, timeoutMs)
    throw new OutsideError(
      message,
      { service: 'aws', fault, effect: 'none', code: error.name },
      { cause: error },
    )
  }
}

function diagnose(error: Error, call: AwsCall, timeoutMs: number): [Fault['fault'], string] {
  switch (error.name) {
    case 'AccessDeniedException':
    case 'AccessDenied':
    case 'UnauthorizedOperation':
      return ['refused', refusal(error.message, call)]
    case 'ThrottlingException':
    case 'Throttling':
    case 'TooManyRequestsException':
    case 'RequestLimitExceeded':
      return ['limited', `AWS limits ${call.action} just now: look again in a minute`]
    case 'ExpiredTokenException':
    case 'ExpiredToken':
      return ['refused', "Belay's AWS credentials have expired: renew them"]
    case 'UnrecognizedClientException':
    case 'InvalidClientTokenId':
    case 'InvalidSignatureException':
    case 'SignatureDoesNotMatch':
      return ['refused', "AWS does not accept Belay's credentials: check them"]
    case 'CredentialsProviderError':
      return ['refused', 'Belay has no AWS credentials: give it a role or the AWS_… variables']
    case 'ClusterNotFoundException':
      return ['refused', `there is no ${call.about}`]
    case 'AbortError':
    case 'TimeoutError':
      return ['away', `no answer from AWS in ${latency(timeoutMs)}`]
  }
  if (/region is missing/i.test(error.message)) {
    return ['refused', 'no AWS region: set `region` in the system file, or AWS_REGION']
  }
  const status = statusOf(error)
  if (status === undefined)
    return ['away', `AWS could not be reached (${'code' in error ? error.code : error.name})`]
  return [status >= 500 ? 'away' : 'refused', `AWS answered ${status} (${error.name}) to ${call.action}`]
}

function refusal(said: string, { action, resource, allow }: AwsCall): string {
  const head = `AWS refused ${action} on ${resource}`
  if (/explicit deny/i.test(said)) return `${head}: a policy denies it explicitly`
  const exact = /on resource: (arn:\S+)/.exec(said)?.[1]
  const statement = { Effect: 'Allow', Action: action, ...allow, ...(exact && { Resource: exact }) }
  return `${head}: Belay's role may not. Policy to add: ${JSON.stringify(statement)}`
}

function statusOf(error: Error): number | undefined {
  const metadata = '$metadata' in error ? error.$metadata : undefined
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined
}
