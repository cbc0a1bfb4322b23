import { inJmespath, isMany, stepsOf } from './kubectl-paths.ts'

/** What stands in braces, or the text between. */
const token = /\{((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^}"'])*)\}|[^{]+/y
const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r' }

/**
 * A template of kubectl's `-o jsonpath` as an expression of JMESPath that answers the text which kubectl prints:
 * paths, texts, and `{range …}…{end}`. Undefined where it has anything else.
 */
export function jsonpath(template: string): string | undefined {
  const next = new RegExp(token)
  const open: { over: string; parts: string[] }[] = [{ over: '', parts: [] }]
  const give = (part: string) => open.at(-1)!.parts.push(part)
  while (next.lastIndex < template.length) {
    const [all, inner] = next.exec(template) ?? []
    if (all === undefined) return undefined
    const said = inner?.trim()
    if (said === undefined) give(literal(all))
    else if (/^["']/.test(said))
      give(literal(said.slice(1, -1).replace(/\\(.)/g, (_, sign) => escapes[sign] ?? sign)))
    else if (said === 'end') {
      const ended = open.pop()!
      if (open.length === 0) return undefined
      give(`join('', map(&${textOf(ended.parts)}, ${ended.over}))`)
    } else {
      const isRange = /^range\s/.test(said)
      const steps = stepsOf(isRange ? said.slice(6) : said)
      if (!steps || (isRange && !isMany(steps))) return undefined
      const path = inJmespath(steps)
      const list = `not_null(${path}, \`[]\`)`
      if (isRange) open.push({ over: list, parts: [] })
      else give(isMany(steps) ? `join(' ', map(&to_string(@), ${list}))` : `to_string(not_null(${path}, ''))`)
    }
  }
  return open.length === 1 ? textOf(open[0]!.parts) : undefined
}

const textOf = (parts: string[]): string => `join('', [${parts.join(', ') || literal('')}])`

const literal = (text: string): string => `\`${JSON.stringify(text).replaceAll('`', '\\u0060')}\``
