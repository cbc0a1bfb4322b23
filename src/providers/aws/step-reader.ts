import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { StepReader } from '../../ports/step-reader.ts'
import type { AwsOptions } from './clients.ts'
import { ask, within } from './failure.ts'
import { assumed } from './role.ts'
import { sdkInput } from './sdk-input.ts'
import { awsClients, createAwsShapes } from './shapes.ts'

const callMs = 15_000
/** So many pages of an answer are read. */
const mostPages = 10
const reads = /^(?:Describe|List|Get|Filter|Lookup|Search|Head|Scan|Query|Batch(?:Get|Describe))[A-Z]/

interface Client {
  send(command: object, options: { abortSignal: AbortSignal }): Promise<Record<string, unknown>>
}
type Made = new (input: object) => object

/** Asks any service of AWS that is known for what only reads: `ecs:DescribeServices` with AWS's own input. */
export function createAwsStepReader(given: AwsOptions): StepReader {
  const shapes = createAwsShapes()
  return async ({ operation, input }, { region, role }) => {
    const [service = '', name = ''] = operation.split(':')
    const load = Object.hasOwn(awsClients, service) ? awsClients[service] : undefined
    if (!load || !reads.test(name))
      throw new UserError(`Belay does not carry out ${operation} from a runbook: type it where you may.`)
    const sdk = await load()
    const [, Client] = Object.entries(sdk).find(([key]) => /^[A-Z]\w*Client$/.test(key)) ?? []
    const Command = sdk[`${name}Command`] as Made | undefined
    if (typeof Client !== 'function' || !Command) throw new UserError(`AWS knows no ${operation}.`)
    const settings = { ...given, ...(region !== undefined && { region }), maxAttempts: 2 }
    const credentials = role === undefined ? {} : { credentials: await assumed(role, settings) }
    const client = new (Client as new (settings: object) => Client)({ ...settings, ...credentials })
    const takes = (await shapes.service(service))?.operations.get(name)?.input
    const typed = takes ? sdkInput(input, takes) : input
    const limit = within(callMs)
    const call = {
      action: operation,
      resource: service,
      about: `answer to ${name}`,
      allow: { Resource: '*' },
    }
    const pages: Record<string, unknown>[] = []
    let token: Record<string, unknown> = {}
    do {
      const { $metadata: _, ...page } = await ask(call, limit, abortSignal =>
        client.send(new Command({ ...typed, ...token }), { abortSignal }),
      )
      pages.push(page)
      token = nextOf(page, token)
    } while (Object.keys(token).length > 0 && pages.length < mostPages)
    return { json: asJson(together(pages)) }
  }
}

const tokens = ['nextToken', 'NextToken', 'Marker', 'NextMarker'] as const

/** What the next page is asked with; nothing on the last one. */
function nextOf(page: Record<string, unknown>, before: Record<string, unknown>): Record<string, unknown> {
  const found = tokens.find(name => typeof page[name] === 'string' && page[name] !== '')
  if (found === undefined || page[found] === Object.values(before)[0]) return {}
  return { [found === 'NextMarker' ? 'Marker' : found]: page[found] }
}

/** Lists of the same name one after the other; the rest as the first page has it. */
function together([first = {}, ...others]: Record<string, unknown>[]): Record<string, unknown> {
  const all = { ...first }
  for (const page of others)
    for (const [name, value] of Object.entries(page)) {
      const before = all[name]
      if (Array.isArray(value)) all[name] = [...(Array.isArray(before) ? before : []), ...value]
    }
  for (const name of tokens) delete all[name]
  return all
}

/** Times as AWS's command line writes them. */
const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json
