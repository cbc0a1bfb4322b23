import type { ECS } from '@aws-sdk/client-ecs'
import { ask } from './aws-failure.ts'

/** What ECS is asked here; the SDK's client and any double of it can answer. */
export type EcsClient = Pick<ECS, 'describeServices' | 'listTasks' | 'describeTasks'>

/** The client for a region (undefined: the SDK's own setting) and, where a system file names one, a role. */
export type EcsClients = (region?: string, role?: string) => Promise<EcsClient>

type Credentials = NonNullable<NonNullable<ConstructorParameters<typeof ECS>[0]>['credentials']>

export interface EcsClientsOptions {
  endpoint?: string
  /** Instead of the SDK's own search for credentials. */
  credentials?: Credentials
}

/** What a person is told that a role took when AWS does not answer, in milliseconds. */
const assumeMs = 5_000

/** Loads the SDK when it is first needed, and keeps one client for each region and role. */
export function createEcsClients(given: EcsClientsOptions = {}): EcsClients {
  const clients = new Map<string, Promise<EcsClient>>()

  async function connect(region: string | undefined, role: string | undefined): Promise<EcsClient> {
    const { ECS } = await import('@aws-sdk/client-ecs')
    return new ECS({
      ...given,
      ...(region && { region }),
      ...(role && { credentials: await assumed(role, region) }),
      // These calls only read: one more try is harmless.
      maxAttempts: 2,
    })
  }

  async function assumed(role: string, region: string | undefined): Promise<Credentials> {
    const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers')
    const { credentials, ...rest } = given
    const become = fromTemporaryCredentials({
      params: { RoleArn: role, RoleSessionName: 'belay' },
      ...(credentials && { masterCredentials: credentials }),
      clientConfig: { ...rest, ...(region && { region }) },
    })
    const call = {
      action: 'sts:AssumeRole',
      resource: role,
      about: `role ${role}`,
      allow: { Resource: role },
    }
    return identity => ask(call, assumeMs, () => become(identity))
  }

  return (region, role) => {
    const key = `${region ?? ''} ${role ?? ''}`
    const client = clients.get(key) ?? connect(region, role)
    clients.set(key, client)
    return client
  }
}
