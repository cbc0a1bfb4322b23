/**
 * CloudWatch's filter patterns as far as they are documented without regular expressions: terms, all of which must be
 * in a message (`a "b c"`), or any of them (`?a ?b`), or none (`-a`), and comparisons of JSON fields
 * (`{ $.duration > 2000 && ($.a = "b" || $.a = c) }`) or of fields between blanks (`[time, duration > 1000]`). Undefined
 * for what is not one.
 */
export function filter(pattern: string): ((message: string) => boolean) | undefined {
  const text = pattern.trim()
  if (text === '') return () => true
  if (text.startsWith('[')) return spacedFilter(text)
  return text.startsWith('{') ? jsonFilter(text) : termFilter(text)
}

/** Only letters, digits and underscores may stand without quotes. */
const term = /\s*(?<sign>[?-]?)(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<bare>\w+))(?=\s|$)/y

function termFilter(text: string): ((message: string) => boolean) | undefined {
  const terms: { sign: string; value: string }[] = []
  term.lastIndex = 0
  for (let at = 0; at < text.length; at = term.lastIndex) {
    const groups = term.exec(text)?.groups
    if (!groups) return undefined
    const { sign = '', quoted, bare } = groups
    terms.push({ sign, value: quoted === undefined ? bare! : quoted.replace(/\\(.)/g, '$1') })
  }
  const of = (wanted: string) => terms.filter(({ sign }) => sign === wanted).map(({ value }) => value)
  const [all, any, none] = [of(''), of('?'), of('-')]
  return message => {
    const has = (value: string) => message.includes(value)
    // Beside other terms, those that are optional say nothing.
    const wanted = all.length > 0 || any.length === 0 ? all.every(has) : any.some(has)
    return wanted && !none.some(has)
  }
}

const field = /^\s*(?:\w+|\.\.\.)(?:\s*(=|!=|<=|>=|<|>)\s*("[^"]*"|[\w.*-]+))?\s*$/

/** Each field is a word of the message, or what stands in brackets or quotes. */
function spacedFilter(text: string): ((message: string) => boolean) | undefined {
  if (!text.endsWith(']')) return undefined
  const fields = text
    .slice(1, -1)
    .split(',')
    .map(one => field.exec(one))
  if (fields.some(one => one === null)) return undefined
  const tests = fields.map(one =>
    one?.[1] ? comparison([], one[1], one[2]!.replace(/^"|"$/g, '')) : undefined,
  )
  return message => {
    const words = message.match(/\[[^\]]*\]|"[^"]*"|\S+/g) ?? []
    return words.length === fields.length && tests.every((test, i) => test?.(words[i]!) ?? true)
  }
}

type Test = (message: unknown) => boolean
const token = /\s*(?:(\$(?:\.\w+)+)|(&&|\|\||!=|<=|>=|[(){}=<>])|"((?:[^"\\]|\\.)*)"|([\w.*-]+))/y

function jsonFilter(text: string): ((message: string) => boolean) | undefined {
  const tokens: { kind: 'path' | 'sign' | 'text'; value: string }[] = []
  token.lastIndex = 0
  for (let at = 0; at < text.length; at = token.lastIndex) {
    const found = token.exec(text)
    if (!found) return undefined
    const [, path, sign, quoted, bare] = found
    if (path !== undefined) tokens.push({ kind: 'path', value: path })
    else if (sign !== undefined) tokens.push({ kind: 'sign', value: sign })
    else tokens.push({ kind: 'text', value: quoted?.replace(/\\(.)/g, '$1') ?? bare! })
  }
  const sign = (value: string) => tokens[0]?.kind === 'sign' && tokens[0].value === value && tokens.shift()

  function any(): Test | undefined {
    let left = every()
    while (left && sign('||')) left = joined(left, every(), (a, b) => a || b)
    return left
  }
  function every(): Test | undefined {
    let left = one()
    while (left && sign('&&')) left = joined(left, one(), (a, b) => a && b)
    return left
  }
  function one(): Test | undefined {
    if (sign('(')) {
      const inner = any()
      return sign(')') ? inner : undefined
    }
    const [path, operator, value] = tokens.splice(0, 3)
    if (path?.kind !== 'path' || operator?.kind !== 'sign' || value?.kind !== 'text') return undefined
    return comparison(path.value.split('.').slice(1), operator.value, value.value)
  }

  const test = sign('{') ? any() : undefined
  if (!test || !sign('}') || tokens.length > 0) return undefined
  return message => {
    const fields = fieldsOf(message)
    return fields !== undefined && test(fields)
  }
}

const joined = (a: Test, b: Test | undefined, how: (a: boolean, b: boolean) => boolean): Test | undefined =>
  b && (message => how(a(message), b(message)))

function comparison(path: string[], operator: string, value: string): Test | undefined {
  const number = Number(value)
  const wild = new RegExp(
    `^${value
      .split('*')
      .map(part => part.replace(/\W/g, '\\$&'))
      .join('.*')}$`,
  )
  const compare: Record<string, (field: string | number) => boolean> = {
    '=': field => wild.test(String(field)),
    '!=': field => !wild.test(String(field)),
    '<': field => Number(field) < number,
    '<=': field => Number(field) <= number,
    '>': field => Number(field) > number,
    '>=': field => Number(field) >= number,
  }
  const compared = compare[operator]
  if (!compared) return undefined
  return message => {
    let field = message
    for (const name of path) field = (field as Record<string, unknown> | null | undefined)?.[name]
    return (typeof field === 'string' || typeof field === 'number') && compared(field)
  }
}

function fieldsOf(message: string): unknown {
  try {
    return JSON.parse(message)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
