import { createHash } from 'node:crypto'
import { arn } from '../answer.ts'

/** So long an update of a function takes, and an environment to become warm, in milliseconds. */
export const updateMs = 6_000
export const warmMs = 3_000

/** What a function runs: the newest, or a version of it. */
export interface Code {
  /** What its SHA-256 is made from. */
  package: string
  memory: number
  description?: string
  /** Milliseconds since the epoch. */
  at: number
}

export interface Alias {
  version: number
  also?: { version: number; weight: number }
  /** Counts its changes. */
  changes: number
}

/** A function in the simulated account. */
export interface SimulatedFunction {
  name: string
  newest: Code
  /** Oldest first; the first of them has this number. */
  versions: Code[]
  firstVersion: number
  aliases: Record<string, Alias>
  runtime: string
  timeout: number
  state: 'Active' | 'Pending' | 'Inactive' | 'Failed'
  stateReason?: string
  /** Its versions take a while until they can be called, as with snapshots of what has started. */
  slowVersions?: boolean
  /** Counts its changes. */
  changes: number
  /** When an update began that may not be over yet. */
  updatedAt?: number
  /** Environments kept warm, by alias: since when so many are wanted. */
  warm: Record<string, { wanted: number; at: number }>
  /** How many may run at a time at most. */
  reserved?: number
}

export const functionArn = (name: string): string => arn('lambda', `function:${name}`)

export const shaOf = (text: string): string => createHash('sha256').update(text).digest('base64')

/** What became of the last update: one of a package with `bad` in its name fails. */
export function updateOf({ updatedAt, newest }: SimulatedFunction, now: number) {
  if (updatedAt !== undefined && now < updatedAt + updateMs) return { LastUpdateStatus: 'InProgress' }
  return newest.package.includes('bad')
    ? {
        LastUpdateStatus: 'Failed',
        LastUpdateStatusReason: 'The package cannot be opened: is it a zip of the function?',
        LastUpdateStatusReasonCode: 'InvalidZipFileException',
      }
    : { LastUpdateStatus: 'Successful' }
}

/** A function or a version of it, as Lambda describes it. */
export function described(it: SimulatedFunction, code: Code, version: string, now: number) {
  const update = updateOf(it, now)
  return {
    FunctionName: it.name,
    FunctionArn: version === '$LATEST' ? functionArn(it.name) : `${functionArn(it.name)}:${version}`,
    Runtime: it.runtime,
    Handler: 'index.handler',
    Description: code.description ?? '',
    Timeout: it.timeout,
    MemorySize: code.memory,
    CodeSha256: shaOf(code.package),
    LastModified: new Date(code.at).toISOString().replace('Z', '+0000'),
    Version: version,
    PackageType: 'Zip',
    State: it.state,
    ...(it.stateReason !== undefined && { StateReason: it.stateReason }),
    ...update,
    // It is another one once more when the update is over.
    RevisionId: `${it.name}-${it.changes}-${update.LastUpdateStatus}`,
    Environment: { Variables: { DATABASE_PASSWORD: 'not-for-anybody' } },
  }
}

export const aliasOf = (it: SimulatedFunction, name: string, { version, also, changes }: Alias) => ({
  Name: name,
  AliasArn: `${functionArn(it.name)}:${name}`,
  FunctionVersion: `${version}`,
  Description: '',
  RevisionId: `${it.name}-${name}-${changes}`,
  ...(also && { RoutingConfig: { AdditionalVersionWeights: { [`${also.version}`]: also.weight } } }),
})
