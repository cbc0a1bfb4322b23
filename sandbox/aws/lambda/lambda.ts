import { type Answer, type Input, ok, refuse, type Service } from '../answer.ts'
import {
  aliasOf,
  described,
  functionArn,
  type SimulatedFunction,
  shaOf,
  updateMs,
  updateOf,
  warmMs,
} from './world.ts'

/** AWS Lambda: functions with their versions and aliases. Updates take their time by `now`. */
export function createLambda(now: () => number) {
  const functions = new Map<string, SimulatedFunction>()
  /** How often a package was replaced by another one of the same name. */
  const replaced = new Map<string, number>()
  let pageSize = 50

  const missing = (name: string) =>
    refuse('ResourceNotFoundException', `Function not found: ${functionArn(name)}`, 404)
  const noAlias = (name: string, alias: string) =>
    refuse('ResourceNotFoundException', `Cannot find alias arn: ${functionArn(name)}:${alias}`, 404)
  const stale = refuse(
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id.',
    412,
  )

  /** An action on a function that is there. */
  const on =
    (answer: (it: SimulatedFunction, input: Input) => Answer): Service['answers'][string] =>
    input => {
      const it = functions.get(input.FunctionName)
      return it ? answer(it, input) : missing(input.FunctionName)
    }
  const latest = (it: SimulatedFunction) => described(it, it.newest, '$LATEST', now())
  const versionOf = (it: SimulatedFunction, i: number) =>
    described(it, it.versions[i]!, `${it.firstVersion + i}`, now())

  /** Why an update is not taken. */
  function refused(it: SimulatedFunction, { RevisionId }: Input): Answer | undefined {
    if (RevisionId !== undefined && RevisionId !== latest(it).RevisionId) return stale
    if (updateOf(it, now()).LastUpdateStatus !== 'InProgress') return undefined
    return refuse(
      'ResourceConflictException',
      `The operation cannot be performed at this time. An update is in progress for resource: ${functionArn(it.name)}`,
      409,
    )
  }

  const answers: Service['answers'] = {
    GetFunctionConfiguration: on((it, { Qualifier = '$LATEST' }) => {
      if (Qualifier === '$LATEST') return ok(latest(it))
      const i = Number(Qualifier) - it.firstVersion
      if (!it.versions[i]) return missing(`${it.name}:${Qualifier}`)
      const isPending = it.slowVersions && now() < it.versions[i].at + updateMs
      return ok({ ...versionOf(it, i), State: isPending ? 'Pending' : it.state })
    }),

    UpdateFunctionCode: on((it, input) => {
      const from = input.ImageUri ?? `${input.S3Bucket}/${input.S3Key}`
      if (from.includes('missing'))
        return refuse(
          'InvalidParameterValueException',
          'Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.',
        )
      const code = `${from}${replaced.get(from) ?? ''}`
      if (input.DryRun) return ok({ ...latest(it), CodeSha256: shaOf(code) })
      const no = refused(it, input)
      if (no) return no
      it.newest = { ...it.newest, package: code, at: now() }
      it.updatedAt = now()
      it.changes++
      return ok(latest(it))
    }),

    UpdateFunctionConfiguration: on((it, input) => {
      const no = refused(it, input)
      if (no) return no
      it.newest = { ...it.newest, memory: input.MemorySize ?? it.newest.memory, at: now() }
      it.updatedAt = now()
      it.changes++
      return ok(latest(it))
    }),

    ListVersionsByFunction: on((it, { Marker = '0' }) => {
      const all = [latest(it), ...it.versions.map((_, i) => versionOf(it, i))]
      const from = Number(Marker)
      const next = from + pageSize
      return ok({ Versions: all.slice(from, next), ...(next < all.length && { NextMarker: `${next}` }) })
    }),

    PublishVersion: on((it, { CodeSha256, Description }) => {
      const no = refused(it, {})
      if (no) return no
      if (CodeSha256 !== undefined && CodeSha256 !== shaOf(it.newest.package))
        return refuse(
          'InvalidParameterValueException',
          `CodeSHA256 (${CodeSha256}) is different from current CodeSHA256 in $LATEST (${shaOf(it.newest.package)}). Please try again with the CodeSHA256 in $LATEST.`,
        )
      const last = it.versions.at(-1)
      const isNew = last?.package !== it.newest.package || last.memory !== it.newest.memory
      if (isNew)
        it.versions.push({
          ...it.newest,
          at: now(),
          ...(Description !== undefined && { description: Description }),
        })
      return ok(versionOf(it, it.versions.length - 1))
    }),

    ListAliases: on(it =>
      ok({ Aliases: Object.entries(it.aliases).map(([name, alias]) => aliasOf(it, name, alias)) }),
    ),

    GetAlias: on((it, { Name }) => {
      const alias = it.aliases[Name]
      return alias ? ok(aliasOf(it, Name, alias)) : noAlias(it.name, Name)
    }),

    UpdateAlias: on((it, input) => {
      const alias = it.aliases[input.Name]
      if (!alias) return noAlias(it.name, input.Name)
      if (input.RevisionId !== undefined && input.RevisionId !== aliasOf(it, input.Name, alias).RevisionId)
        return stale
      const [also] = Object.entries<number>(input.RoutingConfig?.AdditionalVersionWeights ?? {})
      const wanted = [input.FunctionVersion, ...(also ? [also[0]] : [])].map(Number)
      const unknown = wanted.find(version => !it.versions[version - it.firstVersion])
      if (unknown !== undefined)
        return refuse(
          'ResourceNotFoundException',
          `Function not found: ${functionArn(it.name)}:${unknown}`,
          404,
        )
      const next = {
        version: wanted[0]!,
        ...(also && { also: { version: Number(also[0]), weight: also[1] } }),
        changes: alias.changes + 1,
      }
      it.aliases[input.Name] = next
      return ok(aliasOf(it, input.Name, next))
    }),

    GetFunctionConcurrency: on(it =>
      ok(it.reserved === undefined ? {} : { ReservedConcurrentExecutions: it.reserved }),
    ),

    GetProvisionedConcurrencyConfig: on((it, { Qualifier }) => {
      const warm = it.warm[Qualifier]
      if (!warm)
        return refuse(
          'ProvisionedConcurrencyConfigNotFoundException',
          'No Provisioned Concurrency Config found for this function',
          404,
        )
      const ready = Math.min(warm.wanted, Math.floor((now() - warm.at) / warmMs))
      return ok({
        RequestedProvisionedConcurrentExecutions: warm.wanted,
        AvailableProvisionedConcurrentExecutions: ready,
        AllocatedProvisionedConcurrentExecutions: ready,
        Status: ready < warm.wanted ? 'IN_PROGRESS' : 'READY',
        LastModified: new Date(warm.at).toISOString().replace('Z', '+0000'),
      })
    }),

    PutProvisionedConcurrencyConfig: on((it, input) => {
      if (!it.aliases[input.Qualifier]) return noAlias(it.name, input.Qualifier)
      it.warm[input.Qualifier] = { wanted: input.ProvisionedConcurrentExecutions, at: now() }
      return ok({
        RequestedProvisionedConcurrentExecutions: input.ProvisionedConcurrentExecutions,
        Status: 'IN_PROGRESS',
      })
    }),

    DeleteProvisionedConcurrencyConfig: on((it, { Qualifier }) => {
      delete it.warm[Qualifier]
      return ok()
    }),
  }

  return {
    answers,
    resource: ({ FunctionName = '*' }) => functionArn(FunctionName),
    /** Adds a function, or changes one that is there. */
    set(change: Pick<SimulatedFunction, 'name'> & Partial<SimulatedFunction>): void {
      const known = functions.get(change.name)
      const fresh = {
        newest: { package: change.name, memory: 512, at: now() },
        ...{ versions: [], firstVersion: 1, aliases: {}, warm: {} },
        ...{ runtime: 'nodejs20.x', timeout: 30, state: 'Active' as const, changes: 0 },
      }
      functions.set(change.name, { ...(known ?? fresh), ...change })
    },
    get: (name: string): SimulatedFunction | undefined => functions.get(name),
    /** Somebody has put another package in the place of one: `bucket/key`. */
    replace: (from: string): void => void replaced.set(from, (replaced.get(from) ?? 0) + 1),
    /** How many versions one page has. */
    page: (size: number): void => void (pageSize = size),
  } satisfies Service & Record<string, unknown>
}
