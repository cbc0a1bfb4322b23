import { ok, refuse, type Service } from '../answer.ts'
import type { Kept } from './kept.ts'
import { aliasOf, functionArn } from './world.ts'

/** What is asked of the aliases of functions, and which versions each of them leads to. */
export const createAliases = ({ on, noAlias, stale }: Kept): Service['answers'] => ({
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
})
