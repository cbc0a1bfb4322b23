import type { BusinessTime } from '../domain/duration.ts'

/** Milliseconds by the clock, or business time. */
export type Term = number | BusinessTime

const units: [RegExp, number][] = [
  [/^m/i, 60_000],
  [/^h/i, 3_600_000],
  [/^d/i, 86_400_000],
]

const until = String.raw`(?:\b(?:within|in|under|less than|no later than)\s+(?:the\s+(?:first|next)\s+)?|[<≤]\s*)`
const time = String.raw`(?:\d{1,3}\s*[-–]\s*)?(\d{1,3})\s*(min(?:ute)?s?|h(?:(?:ou)?rs?)?|days?)\b`
const term = new RegExp(String.raw`(?:\(\s*${until}?|${until})${time}`, 'i')

const by = String.raw`(?:${until}|\b(?:by|within|in)\s+(?:the\s+)?(?:(?:end|close)\s+of\s+(?:the\s+)?)?)`
/** "next business day", "2 business days", "a business hour" */
const openTime = String.raw`(next|\d{1,3}|an?|one)\s+business\s+(day|hour)s?\b`
const termOfBusiness = new RegExp(String.raw`(?:\(\s*${by}?|${by}|(?=\bnext\s))${openTime}`, 'i')

const words = new RegExp(
  [
    String.raw`\s*\(\s*${by}?(?:${time}|${openTime})[^)]*\)`,
    String.raw`\s*${until}${time}`,
    String.raw`\s*(?:${by}|(?=\bnext\s))${openTime}`,
  ].join('|'),
  'gi',
)

/** "(5 minutes)", "within 48 hours", "in 30 mins", "(< 10 min)", "by the next business day", "within 2 business days". */
export function termIn(text: string): Term | undefined {
  const [, count, unit] = term.exec(text) ?? []
  if (count === undefined) return businessTimeIn(text)
  return Number(count) * units.find(([form]) => form.test(unit!))![1]
}

function businessTimeIn(text: string): BusinessTime | undefined {
  const [, said, unit] = termOfBusiness.exec(text) ?? []
  if (said === undefined) return undefined
  const count = Number(said) || 1
  return /^hour$/i.test(unit!) ? { businessHours: count } : { businessDays: count }
}

/** What is left of a text that names a term. */
export const withoutTerm = (text: string): string => text.replace(words, '').trim() || text

/** "Within business hours": it does not say how many. */
export const isVague = (text: string): boolean =>
  /\b(?:within|by|in)\s+(?:the\s+)?business\s+hours?\b/i.test(text) && termIn(text) === undefined
