import { z } from 'zod'

/**
 * How long somebody has: milliseconds of the wall clock, hours counted only while the business is open,
 * or until the business closes on its next day.
 */
export type Duration = { ms: number } | { businessHours: number } | { nextBusinessDay: true }

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const longestMs = 366 * units.d

/** Reads `90s`, `15m`, `4h`, `2d` (up to 366 days), `4 business hours` or `next business day`; undefined for anything else. */
export function parseDuration(text: string): Duration | undefined {
  const words = text.trim().toLowerCase()
  const simple = /^(\d+(?:\.\d+)?)\s*([smhd])$/.exec(words)
  if (simple) {
    const ms = Math.round(Number(simple[1]) * units[simple[2] as keyof typeof units])
    return ms > 0 && ms <= longestMs ? { ms } : undefined
  }
  const hours = /^(\d+(?:\.\d+)?)\s+business\s+hours?$/.exec(words)
  if (hours) {
    const businessHours = Number(hours[1])
    return businessHours > 0 && businessHours * units.h <= longestMs ? { businessHours } : undefined
  }
  return /^next\s+business\s+day$/.test(words) ? { nextBusinessDay: true } : undefined
}

/** A duration as a system file or a command writes it. */
export const Duration = z.string().transform((text, ctx): Duration => {
  const duration = parseDuration(text)
  if (duration) return duration
  ctx.addIssue({
    code: 'custom',
    message: 'expected a duration: 90s, 15m, 4h, 2d, "4 business hours" or "next business day"',
    input: text,
  })
  return z.NEVER
})

/** A duration by the wall clock only, in milliseconds: `90s`, `15m`, `4h`, `2d`. */
export const Milliseconds = z.string().transform((text, ctx): number => {
  const duration = parseDuration(text)
  if (duration && 'ms' in duration) return duration.ms
  ctx.addIssue({ code: 'custom', message: 'expected a duration: 90s, 15m, 4h or 2d', input: text })
  return z.NEVER
})

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

const two = (much: number, unit: string, rest: number, smaller: string): string =>
  rest === 0 ? `${much} ${unit}` : `${much} ${unit} ${rest} ${smaller}`
