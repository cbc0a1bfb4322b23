import { z } from 'zod'
import { counted } from './counted.ts'

/** Hours counted only while the business is open, or until it closes on its next day or the second, third … from now. */
export type BusinessTime = { businessHours: number } | { businessDays: number } | { nextBusinessDay: true }

/** How long somebody has: milliseconds of the wall clock, or business time. */
export type Duration = { ms: number } | BusinessTime

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const longestMs = 366 * units.d

/**
 * Reads `90s`, `15m`, `4h`, `2d` (up to 366 days), `4 business hours`, `2 business days` or `next business day`; undefined
 * for anything else.
 */
export function parseDuration(text: string): Duration | undefined {
  const words = text.trim().toLowerCase()
  const ms = clockTime(words)
  if (ms !== undefined) return ms > 0 && ms <= longestMs ? { ms } : undefined
  const hours = /^(\d+(?:\.\d+)?)\s+business\s+hours?$/.exec(words)
  if (hours) {
    const businessHours = Number(hours[1])
    return businessHours > 0 && businessHours * units.h <= longestMs ? { businessHours } : undefined
  }
  const days = Number(/^(\d{1,3})\s+business\s+days?$/.exec(words)?.[1] ?? 0)
  if (days > 0) return { businessDays: days }
  return /^next\s+business\s+day$/.test(words) ? { nextBusinessDay: true } : undefined
}

/** Also as people write it: "60 min", "1hour". */
const written =
  /^(\d+(?:\.\d+)?)\s*(?:(s)(?:ec(?:ond)?s?)?|(m)(?:in(?:ute)?s?)?|(h)(?:(?:ou)?rs?)?|(d)(?:ays?)?)$/i

/** Milliseconds, however few or many; undefined where it is no duration by the wall clock. */
function clockTime(text: string): number | undefined {
  const [, number, ...letters] = written.exec(text.trim().toLowerCase()) ?? []
  const unit = letters.find(letter => letter !== undefined) as keyof typeof units | undefined
  return unit && Math.round(Number(number) * units[unit])
}

/** A duration as a system file or a command writes it. */
export const Duration = z.string().transform((text, ctx): Duration => {
  const duration = parseDuration(text)
  if (duration) return duration
  ctx.addIssue({
    code: 'custom',
    message:
      'expected a duration: 90s, 15m, 4h, 2d, "4 business hours", "2 business days" or "next business day"',
    input: text,
  })
  return z.NEVER
})

/**
 * A duration by the wall clock only, in milliseconds: `90s`, `15m`, `4h`, `2d`. `least` and `most` are what there is to
 * be of it; `tooLong` says what to do instead of more.
 */
export const milliseconds = (
  least = 1,
  most = longestMs,
  tooLong = `expected ${inWords(most)} at most`,
): z.ZodType<number, string> =>
  z
    .string()
    .transform((text, ctx): number => {
      const ms = clockTime(text)
      if (ms !== undefined && ms >= least && ms <= most) return ms
      const message =
        ms === undefined
          ? 'expected a duration: 90s, 15m, 4h or 2d'
          : ms < least
            ? `expected ${asTyped(least)} at least`
            : tooLong
      ctx.addIssue({ code: 'custom', message, input: text })
      return z.NEVER
    })
    .meta({ spaced: written })

export const Milliseconds = milliseconds()

/** So long at least something lasts that is asked for: less is a slip, and over before anybody sees it. */
export const shortestMs = units.s

/** As it is typed, exactly: "90s", "2h", "1.5s". */
export function asTyped(ms: number): string {
  const [unit, size] = Object.entries(units).findLast(([, size]) => ms % size === 0) ?? ['s', units.s]
  return `${ms / size}${unit}`
}

/** In the words a person uses, two units at most: "37 min", "2 h 5 min", "17 h", "3 days", "2 days 12 h". */
export function inWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  if (minutes < 600) return two(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(minutes / 60)
  if (hours < 48) return `${hours} h`
  if (hours < 240) return two(Math.floor(hours / 24), 'days', hours % 24, 'h')
  return `${Math.round(hours / 24)} days`
}

/** The same of any duration: "4 business hours", "next business day". */
export function durationInWords(duration: Duration): string {
  if ('ms' in duration) return inWords(duration.ms)
  if ('businessHours' in duration) return counted(duration.businessHours, 'business hour')
  const days = 'businessDays' in duration ? duration.businessDays : 1
  return days === 1 ? 'next business day' : `${days} business days`
}

const one: Record<string, string> = { '1 s': 'second', '1 min': 'minute', '1 h': 'hour' }

/** After "every" and "the last", where people leave a one away: "hour", "15 min". */
export function period(ms: number): string {
  const words = inWords(ms)
  return one[words] ?? words
}

/** As kubectl tells an age: "37m", "5h", "3d". */
export function shortSince(ms: number): string {
  const [unit, size] = Object.entries(units).findLast(([, size]) => ms >= size) ?? ['s', units.s]
  return `${Math.floor(Math.max(0, ms) / size)}${unit}`
}

const two = (much: number, unit: string, rest: number, smaller: string): string =>
  rest === 0 ? `${much} ${unit}` : `${much} ${unit} ${rest} ${smaller}`
