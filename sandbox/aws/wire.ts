import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer, Input } from './answer.ts'
import { lambdaCall } from './lambda/routes.ts'
import { route53Call } from './route53.ts'
import { s3Call } from './s3.ts'
import { xml } from './xml.ts'

/** One call: which service by the scope of its signature, and with whose key it was signed. */
export interface Call {
  service: string
  action: string
  input: Input
  key: string
}

const scope = /Credential=(?<key>\w+)\/\d+\/[\w-]+\/(?<service>[\w-]+)\/aws4_request/

/** Services whose action is in the method and the path. */
const rest: Record<string, typeof lambdaCall> = { lambda: lambdaCall, route53: route53Call, s3: s3Call }

/** Reads JSON with its action in `x-amz-target`, or a form with it in `Action`. Signatures are not checked. */
export function read(request: IncomingMessage, body: string): Call {
  const { key = '', service = '' } = scope.exec(request.headers.authorization ?? '')?.groups ?? {}
  const route = rest[service]
  if (route) return { service, key, ...route(request.method ?? 'GET', request.url ?? '/', body) }
  const target = request.headers['x-amz-target']
  if (target === undefined) {
    const { Action: action = '', ...input } = Object.fromEntries(new URLSearchParams(body))
    return { service, action, input, key }
  }
  return { service, action: String(target).split('.').at(-1)!, input: JSON.parse(body || '{}'), key }
}

/** Answers as the request was written: JSON for JSON, XML for a form. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  { action, service }: Pick<Call, 'action' | 'service'>,
  answer: Answer,
): void {
  const type = String(request.headers['content-type'])
  const status = 'error' in answer ? (answer.status ?? 400) : 200
  if (service === 's3') {
    if ('error' in answer) {
      const body = { Error: { Code: answer.error, Message: answer.message } }
      response.writeHead(status, { 'content-type': 'application/xml' }).end(xml(body))
    } else if (Buffer.isBuffer(answer.result.body)) response.writeHead(200).end(answer.result.body)
    else response.writeHead(200, { 'content-type': 'application/xml' }).end(xml(answer.result))
    return
  }
  if (service === 'route53') {
    const body =
      'error' in answer
        ? { ErrorResponse: { Error: { Type: 'Sender', Code: answer.error, Message: answer.message } } }
        : { [`${action}Response`]: answer.result }
    response.writeHead(status, { 'content-type': 'text/xml' }).end(xml(body))
    return
  }
  if (Object.hasOwn(rest, service)) {
    const refused = 'error' in answer
    response
      .writeHead(status, {
        'content-type': 'application/json',
        ...(refused && { 'x-amzn-errortype': answer.error }),
      })
      .end(JSON.stringify(refused ? { message: answer.message } : answer.result))
    return
  }
  if (type.startsWith('application/x-amz-json')) {
    const body = 'error' in answer ? { __type: answer.error, message: answer.message } : answer.result
    response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body))
    return
  }
  if (service === 'ec2') {
    const body =
      'error' in answer
        ? { Response: { Errors: { Error: { Code: answer.error, Message: answer.message } } } }
        : { [`${action}Response`]: { requestId: 'sandbox', ...answer.result } }
    response.writeHead(status, { 'content-type': 'text/xml' }).end(xml(body))
    return
  }
  const ResponseMetadata = { RequestId: 'sandbox' }
  const body =
    'error' in answer
      ? { ErrorResponse: { Error: { Type: 'Sender', Code: answer.error, Message: answer.message } } }
      : { [`${action}Response`]: { [`${action}Result`]: answer.result, ResponseMetadata } }
  response.writeHead(status, { 'content-type': 'text/xml' }).end(xml(body))
}
