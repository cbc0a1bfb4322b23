import type { Json } from '../../domain/run/plan.ts'

/** A tree as AWS's command line prints it with `--output text`: one line for each list of plain values. */
export function awsText(json: Json): string {
  if (!Array.isArray(json)) return isPlain(json) ? word(json) : lineOf(json)
  if (json.every(isPlain)) return json.map(word).join('\t')
  return json
    .map(one => (Array.isArray(one) ? awsText(one) : isPlain(one) ? word(one) : lineOf(one)))
    .join('\n')
}

type Plain = string | number | boolean | null
const isPlain = (json: Json): json is Plain => typeof json !== 'object' || json === null

const word = (value: Plain): string =>
  value === null ? 'None' : typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value)

/** The values of a map by their names, the plain ones; what is further in on lines of their own below its name. */
function lineOf(map: Exclude<Json, Plain>): string {
  const entries = Object.entries(map).sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
  const plain = entries.flatMap(([, value]) => (isPlain(value) ? [word(value)] : []))
  const inner = entries.flatMap(([name, value]) =>
    isPlain(value)
      ? []
      : (Array.isArray(value) ? value : [value]).map(one => `${name.toUpperCase()}\t${awsText(one)}`),
  )
  return [...(plain.length > 0 ? [plain.join('\t')] : []), ...inner].join('\n')
}
