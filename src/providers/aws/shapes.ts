import type { NormalizedSchema } from '@smithy/core/schema'
import type { AwsService, AwsShapes, Shape, Structure } from '../../ports/aws-shapes.ts'

/** Clients by the names that AWS's command line has for their services: one more is a line here. */
export const awsClients: Record<string, () => Promise<Record<string, unknown>>> = {
  acm: () => import('@aws-sdk/client-acm'),
  'application-autoscaling': () => import('@aws-sdk/client-application-auto-scaling'),
  ce: () => import('@aws-sdk/client-cost-explorer'),
  cloudformation: () => import('@aws-sdk/client-cloudformation'),
  cloudwatch: () => import('@aws-sdk/client-cloudwatch'),
  'cognito-idp': () => import('@aws-sdk/client-cognito-identity-provider'),
  ec2: () => import('@aws-sdk/client-ec2'),
  ecr: () => import('@aws-sdk/client-ecr'),
  ecs: () => import('@aws-sdk/client-ecs'),
  elasticache: () => import('@aws-sdk/client-elasticache'),
  elbv2: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  iam: () => import('@aws-sdk/client-iam'),
  lambda: () => import('@aws-sdk/client-lambda'),
  logs: () => import('@aws-sdk/client-cloudwatch-logs'),
  rds: () => import('@aws-sdk/client-rds'),
  route53: () => import('@aws-sdk/client-route-53'),
  s3api: () => import('@aws-sdk/client-s3'),
  secretsmanager: () => import('@aws-sdk/client-secrets-manager'),
  ssm: () => import('@aws-sdk/client-ssm'),
}

/** What AWS's clients themselves know of the services that they speak to: each is loaded when it is first asked for. */
export function createAwsShapes(): AwsShapes {
  const loaded = new Map<string, Promise<AwsService>>()
  return {
    async service(name) {
      const load = Object.hasOwn(awsClients, name) ? awsClients[name] : undefined
      if (!load) return undefined
      const service = loaded.get(name) ?? serviceOf(load())
      loaded.set(name, service)
      return service
    },
    // Route 53 is of no region and lists them all.
    regions: async () => Object.values((await import('@aws-sdk/client-route-53')).VPCRegion),
  }
}

async function serviceOf(loading: Promise<Record<string, unknown>>): Promise<AwsService> {
  const [client, { NormalizedSchema }] = await Promise.all([loading, import('@smithy/core/schema')])
  const read = (schema: Schema) => structureOf(NormalizedSchema.of(schema))
  const operations = Object.values(client)
    .filter(isOperation)
    .map(([, , name, , input, output]) => ({ name, input: read(input), output: read(output) }))
  return {
    operations: new Map(operations.map(operation => [operation.name, operation])),
    waiters: Object.keys(client).flatMap(name => /^waitUntil([A-Z]\w*)$/.exec(name)?.[1] ?? []),
  }
}

type Schema = Parameters<(typeof NormalizedSchema)['of']>[0]
/** The SDK's own notation for an operation: 9, its namespace, its name, its traits, what it takes and what it answers. */
type OperationSchema = [
  kind: 9,
  namespace: string,
  name: string,
  traits: unknown,
  input: Schema,
  output: Schema,
]

const isOperation = (value: unknown): value is OperationSchema => Array.isArray(value) && value[0] === 9

/** Read when it is first looked at: few of a service's hundred operations ever are. */
function structureOf(schema: NormalizedSchema): Structure {
  let members: Structure['members'] | undefined
  const parts = schema.isStructSchema() ? schema.getSchema() : undefined
  return {
    is: 'structure',
    get members() {
      return (members ??= membersOf(schema))
    },
    get required() {
      // The members that it needs come first, and how many they are comes last.
      return Array.isArray(parts) ? (parts[4] as string[]).slice(0, Number(parts[6] ?? 0)) : []
    },
  }
}

const membersOf = (schema: NormalizedSchema): Structure['members'] =>
  new Map(
    schema.isStructSchema()
      ? [...schema.structIterator()].map(([name, member]) => [name, () => shapeOf(member)])
      : [],
  )

function shapeOf(schema: NormalizedSchema): Shape {
  if (schema.isListSchema()) return { is: 'list', of: () => shapeOf(schema.getValueSchema()) }
  if (schema.isMapSchema()) return { is: 'map', of: () => shapeOf(schema.getValueSchema()) }
  if (schema.isStructSchema()) return structureOf(schema)
  if (schema.isNumericSchema() || schema.isBigIntegerSchema() || schema.isBigDecimalSchema())
    return { is: 'number' }
  if (schema.isBooleanSchema()) return { is: 'boolean' }
  if (schema.isTimestampSchema()) return { is: 'time' }
  if (schema.isBlobSchema()) return { is: 'bytes' }
  return { is: schema.isDocumentSchema() ? 'json' : 'text' }
}
