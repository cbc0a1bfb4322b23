import type { Hole, Text } from '../../domain/runbook/line.ts'
import { isWritten } from '../run/written-time.ts'
import { literal } from '../text.ts'

const unitMs: Record<string, number> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
}
const flags: Record<string, string> = { S: 'second', M: 'minute', H: 'hour', d: 'day', w: 'week' }

const toSeconds = '%Y-%m-%dT%H:%M:%S%:z'
const isoForms: Record<string, string> = { '': '%F', date: '%F', s: toSeconds, seconds: toSeconds }

/** What `date` writes, in GNU's words and in BSD's; undefined for what is none, or no form that is known. */
export function timeOf(words: readonly Text[]): Hole | undefined {
  const [name, ...rest] = words.map(literal)
  if (name !== 'date') return undefined
  const time = { format: '%a %b %e %H:%M:%S %Z %Y', shiftMs: 0, utc: false }
  while (rest.length > 0) {
    const word = rest.shift()
    if (word === undefined) return undefined
    const said = /^(?:-d|--date)(?:=(.*))?$/s.exec(word)
    const iso = /^(?:-I|--iso-8601=?)(\w*)$/.exec(word)
    const bsd = /^-v([+-]\d+)([SMHdw])$/.exec(word)
    if (word.startsWith('+')) time.format = word.slice(1)
    else if (['-u', '--utc', '--universal'].includes(word)) time.utc = true
    else if (iso && Object.hasOwn(isoForms, iso[1]!)) time.format = isoForms[iso[1]!]!
    else if (bsd) time.shiftMs += Number(bsd[1]) * unitMs[flags[bsd[2]!]!]!
    else if (said) {
      const shiftMs = shiftOf(said[1] ?? rest.shift() ?? '')
      if (shiftMs === undefined) return undefined
      time.shiftMs += shiftMs
    } else return undefined
  }
  return isWritten(time) ? { of: 'time', ...time } : undefined
}

/** "1 hour ago", "-30 minutes", "yesterday", in milliseconds. */
function shiftOf(said: string): number | undefined {
  if (/^(?:now|today)$/i.test(said)) return 0
  if (/^yesterday$/i.test(said)) return -unitMs.day!
  if (/^tomorrow$/i.test(said)) return unitMs.day!
  const [, count, unit, ago] =
    /^([+-]?\d{1,6}) ?(second|minute|hour|day|week)s?( ago)?$/i.exec(said.trim()) ?? []
  if (count === undefined) return undefined
  return Number(count) * unitMs[unit!.toLowerCase()]! * (ago ? -1 : 1)
}
