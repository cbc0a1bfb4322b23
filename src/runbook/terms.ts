const units: [RegExp, number][] = [
  [/^m/i, 60_000],
  [/^h/i, 3_600_000],
  [/^d/i, 86_400_000],
]

const until = String.raw`(?:\b(?:within|in|under|less than|no later than)\s+(?:the\s+(?:first|next)\s+)?|[<≤]\s*)`
const time = String.raw`(?:\d{1,3}\s*[-–]\s*)?(\d{1,3})\s*(min(?:ute)?s?|h(?:(?:ou)?rs?)?|days?)\b`
const term = new RegExp(String.raw`(?:\(\s*${until}?|${until})${time}`, 'i')
const words = new RegExp(String.raw`\s*\(\s*${until}?${time}[^)]*\)|\s*${until}${time}`, 'gi')

/** "(5 minutes)", "within 48 hours", "in 30 mins", "(< 10 min)", in milliseconds. */
export function termIn(text: string): number | undefined {
  const [, count, unit] = term.exec(text) ?? []
  if (count === undefined) return undefined
  return Number(count) * units.find(([form]) => form.test(unit!))![1]
}

/** What is left of a text that names a term. */
export const withoutTerm = (text: string): string => text.replace(words, '').trim() || text

/** "by next business day", "within 4 business hours". */
export const isOfBusiness = (text: string): boolean =>
  /\b(?:within|by|in|next)\s+(?:the\s+)?(?:next\s+|\d{1,3}\s+|an?\s+|one\s+)?business\s+(?:day|hour)s?\b/i.test(
    text,
  )
