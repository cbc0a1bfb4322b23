import { type Answer, type Input, ok, refuse, type Service } from '../answer.ts'
import { createAliases } from './aliases.ts'
import { createConcurrency } from './concurrency.ts'
import { createKept } from './kept.ts'
import { described, functionArn, type SimulatedFunction, shaOf, updateMs, updateOf } from './world.ts'

/** AWS Lambda: functions with their versions and aliases. Updates take their time by `now`. */
export function createLambda(now: () => number) {
  const kept = createKept(now)
  const { functions, missing, stale, on } = kept
  /** How often a package was replaced by another one of the same name. */
  const replaced = new Map<string, number>()
  let pageSize = 50

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

    ...createAliases(kept),
    ...createConcurrency(kept),
  }

  return {
    answers,
    resource: ({ FunctionName = '*' }) => functionArn(FunctionName),
    /** Adds a function, or changes one that is there. */
    set(change: Pick<SimulatedFunction, 'name'> & Partial<SimulatedFunction>): void {
      const known = functions.get(change.name)
      const fresh = {
        newest: { package: change.name, memory: 512, at: now() },
        versions: [],
        firstVersion: 1,
        aliases: {},
        warm: {},
        runtime: 'nodejs20.x',
        timeout: 30,
        state: 'Active' as const,
        changes: 0,
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
