import { UserError } from '../../../domain/errors.ts'
import type { Account } from '../../../ports/probes.ts'
import { held } from '../held.ts'
import type { AwsOptions } from '../options.ts'
import { assumed } from '../role.ts'
import { awsClients } from '../shapes.ts'

export interface Client {
  send(command: object, options: { abortSignal: AbortSignal }): Promise<Record<string, unknown>>
}

/** A service of AWS: its client for an account, and whatever else its SDK has, by name. */
export interface Spoken {
  client: Client
  sdk: Record<string, unknown>
}

/** Any service that is known, by the name that AWS's command line has for it. */
export type Speak = (service: string, account: Account) => Promise<Spoken>

/** The client of each service, account and region is made once; its SDK is loaded when it is first spoken to. */
export function createSpeak(given: AwsOptions): Speak {
  const kept = new Map<string, Promise<Spoken>>()

  async function speak(service: string, { region, role }: Account): Promise<Spoken> {
    const load = Object.hasOwn(awsClients, service) ? awsClients[service] : undefined
    if (!load) throw new UserError(`Belay does not know the service ${service} of AWS.`)
    const sdk = await load()
    const [, Client] = Object.entries(sdk).find(([key]) => /^[A-Z]\w*Client$/.test(key)) ?? []
    const settings = { ...given, ...(region !== undefined && { region }), maxAttempts: 2 }
    const credentials = role === undefined ? {} : { credentials: await assumed(role, settings) }
    // Simulated services are found by their address alone.
    const paths = service === 's3api' && given.endpoint !== undefined ? { forcePathStyle: true } : {}
    const client = new (Client as new (settings: object) => Client)({ ...settings, ...credentials, ...paths })
    return { sdk, client: held(client) }
  }

  return (service, account) => {
    const key = [service, account.region, account.role].join(' ')
    const found = kept.get(key) ?? speak(service, account)
    kept.set(key, found)
    // What could not be loaded is tried anew.
    found.catch(() => kept.delete(key))
    return found
  }
}
