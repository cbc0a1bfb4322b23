const named = (at: number, what: 'weekday' | 'month', style: 'short' | 'long'): string =>
  new Intl.DateTimeFormat('en', { [what]: style, timeZone: 'UTC' }).format(at)

/** What `date` writes for each field of its form, by UTC. */
const fields: Record<string, (iso: string, at: number) => string> = {
  Y: iso => iso.slice(0, 4),
  y: iso => iso.slice(2, 4),
  m: iso => iso.slice(5, 7),
  d: iso => iso.slice(8, 10),
  e: iso => iso.slice(8, 10).replace(/^0/, ' '),
  H: iso => iso.slice(11, 13),
  I: iso => String(Number(iso.slice(11, 13)) % 12 || 12).padStart(2, '0'),
  p: iso => (iso.slice(11, 13) < '12' ? 'AM' : 'PM'),
  M: iso => iso.slice(14, 16),
  S: iso => iso.slice(17, 19),
  F: iso => iso.slice(0, 10),
  D: iso => `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(2, 4)}`,
  T: iso => iso.slice(11, 19),
  R: iso => iso.slice(11, 16),
  N: iso => `${iso.slice(20, 23)}000000`,
  '3N': iso => iso.slice(20, 23),
  s: (_, at) => String(Math.floor(at / 1000)),
  a: (_, at) => named(at, 'weekday', 'short'),
  A: (_, at) => named(at, 'weekday', 'long'),
  u: (_, at) => String(new Date(at).getUTCDay() || 7),
  b: (_, at) => named(at, 'month', 'short'),
  B: (_, at) => named(at, 'month', 'long'),
  z: () => '+0000',
  ':z': () => '+00:00',
  Z: () => 'UTC',
  '%': () => '%',
}

/** With `-` in it, a number has no zeros before it. */
const field = /%(-?)(:z|3N|[A-Za-z%])/g

/** A time as `date +FORMAT` writes it. */
export function writtenTime(format: string, at: number): string {
  const iso = new Date(at).toISOString()
  return format.replace(field, (whole, bare: string, name: string) => {
    const said = Object.hasOwn(fields, name) ? fields[name]!(iso, at) : whole
    return bare === '' ? said : said.replace(/^[0 ]+(?=.)/, '')
  })
}

/** A hundred years: what is moved further in a calculation is no time that anybody means, and may be none at all. */
const furthestMs = 3_155_760_000_000

/** Whether all of a form is known, and the time near enough to be written in it. */
export const isWritten = ({ format, shiftMs }: { format: string; shiftMs: number }): boolean =>
  Math.abs(shiftMs) <= furthestMs &&
  !format.replace(field, (whole, _, name: string) => (Object.hasOwn(fields, name) ? '' : whole)).includes('%')
