import type { ECS } from '@aws-sdk/client-ecs'

export type Credentials = NonNullable<NonNullable<ConstructorParameters<typeof ECS>[0]>['credentials']>

/** How AWS is reached, where not as the SDK would by itself. */
export interface AwsOptions {
  endpoint?: string
  /** Instead of the SDK's own search for credentials. */
  credentials?: Credentials
}
