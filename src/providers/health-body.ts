/** A part that a health address reports on: `{ name: 'database', says: 'down' }`. */
export interface Part {
  name: string
  says: string
  /** Of a field that need not be about health, as `lastImport: failed`. */
  isRemark?: true
}

const bad =
  /^(?:down|err|errors?|fail|failed|failing|failure|unhealthy|disconnected|unavailable|unreachable|critical|dead|offline|time[d-]?[- ]?out|not[ _-]ok|out[ _-]of[ _-]service)$/i
const poor = /^(?:degraded|warn|warning|partial)$/i
const verdict = /^(?:status|state|health|healthy|ok)$/i
const backing =
  /^(?:db|database|postgres|postgresql|mysql|mongo|mongodb|redis|cache|queue|broker|kafka|rabbitmq|sqs|s3|storage|search|elasticsearch|opensearch)$/i

export const isDown = ({ says, isRemark }: Part): boolean => bad.test(says) && !isRemark
export const isPoor = ({ says, isRemark }: Part): boolean => poor.test(says) || (bad.test(says) && !!isRemark)

/**
 * What a JSON body says of itself (`status`) and of what it stands on: top-level fields such as `database: connected`
 * and one nested verdict each, as in `checks: { database: { status: 'down' } }`; and what sounds bad elsewhere.
 */
export function parts(body: string): Part[] {
  try {
    return read(JSON.parse(body), undefined, 0)
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

function read(value: unknown, owner: string | undefined, depth: number): Part[] {
  if (typeof value !== 'object' || value === null || depth > 3) return []
  if (Array.isArray(value)) return value.flatMap(item => read(item, nameOf(item) ?? owner, depth + 1))
  return Object.entries(value).flatMap(([key, field]) => {
    if (typeof field === 'object') return read(field, key, depth + 1)
    const says = typeof field === 'boolean' ? (field ? 'ok' : 'down') : field
    if (typeof says !== 'string') return []
    if (verdict.test(key)) return [{ name: owner ?? 'status', says: short(says) }]
    const part = { name: short(key), says: short(says) }
    if (backing.test(key)) return [part]
    return typeof field === 'string' && bad.test(says) ? [{ ...part, isRemark: true }] : []
  })
}

function nameOf(item: unknown): string | undefined {
  const name = typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined
  return typeof name === 'string' ? short(name) : undefined
}

const short = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 40)
