import type { FilledFilter, Filter } from '../domain/runbook/verdict.ts'

/** `SecretString`, `Parameter.Value`, `Parameters[0].Value` */
const query = /^\w+(?:\[\d+\])?(?:\.\w+(?:\[\d+\])?)*$/

/** `.SecretString | fromjson | .password`, `.["api-key"]`: ways into an object and nothing else. */
const way = /\s*(?:\|\s*)?(?:fromjson\b|\.(?:([A-Za-z_]\w*)|"([^"\\]+)"|\["([^"\\]+)"\])?)\s*/y

/**
 * What filters take of a secret's answer, as the names that lead there; undefined where they tell anything else of it, as
 * how long it is or what it begins with.
 */
export function memberTaken(filters: readonly (Filter | FilledFilter)[]): string[] | undefined {
  const names: string[] = []
  for (const filter of filters) {
    const found = filter.by === 'text' ? [] : namesIn(filter)
    if (!found) return undefined
    names.push(...found)
  }
  return names
}

function namesIn(filter: Filter | FilledFilter): string[] | undefined {
  if (filter.by === 'query') return query.test(filter.expression) ? filter.expression.split('.') : undefined
  if (
    filter.by !== 'jq' ||
    !filter.flags.every(flag => /^-(?:r|j|c|-raw-output|-compact-output)$/.test(flag))
  )
    return undefined
  const names: string[] = []
  way.lastIndex = 0
  while (way.lastIndex < filter.program.length) {
    const found = way.exec(filter.program)
    if (!found) return undefined
    names.push(...found.slice(1).filter(name => name !== undefined))
  }
  return names
}
