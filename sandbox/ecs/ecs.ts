import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, answers, refuse } from './answers.ts'
import { type Fault, type SimulatedService, serviceArn } from './world.ts'

export interface SimulatedEcs {
  /** For `AWS_ENDPOINT_URL_ECS`, or a client's `endpoint`. */
  url: string
  /** Adds a service, or changes one that is there. */
  set(service: Pick<SimulatedService, 'cluster' | 'service'> & Partial<SimulatedService>): void
  /** What `action` answers from now on (`*`: every action); undefined mends it. */
  fault(action: string, fault: Fault | undefined): void
  /** What was asked, oldest first. */
  asked: { action: string; input: Record<string, unknown> }[]
  close(): Promise<void>
}

/** Amazon ECS as its SDK sees it: JSON 1.1, the action in `x-amz-target`. Signatures are not checked. */
export async function createEcs({
  port = 0,
  services = [],
}: {
  port?: number
  services?: SimulatedService[]
} = {}): Promise<SimulatedEcs> {
  const world = new Map<string, SimulatedService>()
  const faults = new Map<string, Fault>()
  const asked: SimulatedEcs['asked'] = []

  const set: SimulatedEcs['set'] = change => {
    const arn = serviceArn(change.cluster, change.service)
    world.set(arn, { ...(world.get(arn) ?? { desired: 1, running: 1 }), ...change })
  }
  services.forEach(set)

  function answer(action: string, input: Record<string, unknown>): Answer | undefined {
    const fault = faults.get(action) ?? faults.get('*')
    if (fault) return failing(fault, action, input)
    const known = answers[action]
    return known
      ? known(input, [...world.values()])
      : refuse('UnknownOperationException', `No ${action} in here.`)
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const action = String(request.headers['x-amz-target']).split('.').at(-1) ?? ''
    const input = JSON.parse(Buffer.concat(chunks).toString() || '{}')
    asked.push({ action, input })
    const said = answer(action, input)
    if (said) send(response, said)
  })

  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set,
    fault: (action, fault) => void (fault ? faults.set(action, fault) : faults.delete(action)),
    asked,
    close: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}

/** The answer of a faulty ECS; undefined: none ever comes. */
function failing(fault: Fault, action: string, input: Record<string, unknown>): Answer | undefined {
  switch (fault) {
    case 'denied': {
      const resource = serviceArn(String(input.cluster), String((input.services as string[])?.[0] ?? '*'))
      const who = 'arn:aws:sts::123456789012:assumed-role/belay/task'
      return refuse(
        'AccessDeniedException',
        `User: ${who} is not authorized to perform: ecs:${action} on resource: ${resource} because no identity-based policy allows the ecs:${action} action`,
      )
    }
    case 'throttled':
      return refuse('ThrottlingException', 'Rate exceeded')
    case 'expired':
      return refuse('ExpiredTokenException', 'The security token included in the request is expired')
    case 'broken':
      return refuse('ServerException', 'Service Unavailable. Please try again later.', 500)
    case 'hanging':
      return undefined
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
}
