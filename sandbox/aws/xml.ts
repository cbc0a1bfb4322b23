/** Writes fields as elements; a list repeats its element, and what is undefined is left out. */
export function xml(value: unknown): string {
  if (typeof value !== 'object' || value === null) return escaped(String(value))
  return Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .flatMap(([name, field]) =>
      (Array.isArray(field) ? field : [field]).map(one => `<${name}>${xml(one)}</${name}>`),
    )
    .join('')
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string): string => text.replace(/[&<>]/g, sign => signs[sign]!)
