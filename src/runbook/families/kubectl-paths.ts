/** A way into an object, as kubectl's JSONPath has it: by name, by place, to all of a list, or to those that fit. */
export type Step = { name: string } | { at: number } | { each: true } | { where: string }

const step =
  /\.((?:\\.|[^.,*[\]$@{}\\\s])+)|\[(?:'([^'\\]*)'|"([^"\\]*)"|(-?\d{1,4})|(\*)|\?\(\s*@(\S+?)\s*(?:(==|!=|<=?|>=?)\s*("[^"\\`]*"|'[^'\\`]*'|-?\d+(?:\.\d+)?|true|false)\s*)?\))\]/y

/** `.items[*].metadata.name`, `$.status.phase`, `['a.b']`; undefined where it is none of these, as `..name` is. */
export function stepsOf(path: string): Step[] | undefined {
  const said = path.trim().replace(/^[$@]/, '')
  const next = new RegExp(step)
  const found: Step[] = []
  while (next.lastIndex < said.length) {
    const [all, name, single, double, at, each, where, sign, value] = next.exec(said) ?? []
    if (all === undefined) return undefined
    const named = name?.replace(/\\(.)/g, '$1') ?? single ?? double
    if (named !== undefined) found.push({ name: named })
    else if (at !== undefined) found.push({ at: Number(at) })
    else if (each !== undefined) found.push({ each: true })
    else {
      const inner = stepsOf(where!)
      if (!inner || isMany(inner)) return undefined
      found.push({ where: [inJmespath(inner), ...(sign ? [sign, literalOf(value!)] : [])].join(' ') })
    }
  }
  return found
}

/** Whether it leads to several things. */
export const isMany = (steps: Step[]): boolean => steps.some(one => 'each' in one || 'where' in one)

/** The same for JMESPath, where a list within a list is one list, as kubectl prints it. */
export const inJmespath = (steps: Step[]): string =>
  steps
    .map((one, i) => {
      if ('name' in one) return `${i === 0 ? '' : '.'}${JSON.stringify(one.name)}`
      if ('at' in one) return `[${one.at}]`
      return 'each' in one ? '[]' : `[?${one.where}][]`
    })
    .join('') || '@'

const literalOf = (value: string): string =>
  /^["']/.test(value) ? `'${value.slice(1, -1).replaceAll("'", "\\'")}'` : `\`${value}\``
