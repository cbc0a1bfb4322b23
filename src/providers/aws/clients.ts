import { held } from './held.ts'
import type { AwsOptions } from './options.ts'
import { assumed } from './role.ts'
import { type ServiceName, type Services, serviceNames, services } from './services.ts'

/** Which account and region: without a region the SDK's own setting, without a role Belay's own account. */
export interface Where {
  region?: string
  role?: string
}

/** What changes nothing, by the name that AWS gives it. */
type Reading<Client> = Pick<
  Client,
  Extract<keyof Client, `${'describe' | 'list' | 'get' | 'adminGet' | 'filter'}${string}`>
>

type Clients = { [S in keyof Services]: (where: Where) => Promise<Services[S]> }
type ReadingClients = { [S in keyof Services]: (where: Where) => Promise<Reading<Services[S]>> }

/**
 * AWS's own clients, one per service, region and role; each SDK is loaded when it is first used.
 *
 * What changes something goes through `aws.ecs(where)`: one attempt, over a connection of its own. What only reads may
 * go through `aws.reading.ecs(where)`, which tries once more where AWS says that this helps. Every call is made within
 * `ask` (failure.ts), which ends it in time and puts what goes wrong into words:
 *
 *     const ecs = await aws.ecs({ region, role })
 *     await ask(call, within(10_000), abortSignal => ecs.updateService(input, { abortSignal }))
 */
export type AwsClients = Clients & {
  reading: ReadingClients
  /** Loads the SDK of a service ahead of its first use, which takes a moment of the processor. */
  load(service: ServiceName): Promise<void>
}

/** No request outlives this, in milliseconds, whatever else it was given. */
const requestTimeout = 30_000

const limits = { connectionTimeout: 3_000, requestTimeout, throwOnRequestTimeout: true }
const ownConnection = { keepAlive: false }
/** An answer that is lost may be that of a call that was carried out; and a connection from before may be dead. */
const once = {
  maxAttempts: 1,
  requestHandler: { ...limits, httpAgent: ownConnection, httpsAgent: ownConnection },
}
const twice = { maxAttempts: 2, requestHandler: limits }

export function createAwsClients(given: AwsOptions = {}): AwsClients {
  const kept = new Map<string, Promise<unknown>>()

  const client =
    <S extends ServiceName>(service: S, attempts: typeof once | typeof twice) =>
    ({ region, role }: Where): Promise<Services[S]> => {
      const key = [service, attempts.maxAttempts, region, role].join(' ')
      const settings = { ...given, ...(region && { region }) }
      const connect = async () => {
        const Client = (await services[service]()) as new (all: object) => Services[S]
        const credentials = role && { credentials: await assumed(role, settings) }
        return held(new Client({ ...settings, ...attempts, ...credentials }))
      }
      const found = (kept.get(key) as Promise<Services[S]> | undefined) ?? connect()
      kept.set(key, found)
      return found
    }

  const all = (attempts: typeof once | typeof twice) =>
    Object.fromEntries(serviceNames.map(name => [name, client(name, attempts)])) as unknown as Clients
  return {
    ...all(once),
    reading: all(twice),
    load: async service => void (await services[service]()),
  }
}
