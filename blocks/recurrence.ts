import type { Recurrence } from '../src/domain/recurrence.ts'

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "Monday to Friday at 09:00, America/New_York"; what has no short words is told as cron has it. */
export function recurrence({ at, zone }: Recurrence): string {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = at.trim().split(/\s+/)
  const days = daysIn(day, month, weekday)
  if (days === undefined || !isNumber(minute) || !isNumber(hour)) return `${at}, ${zone}`
  return `${days} at ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}, ${zone}`
}

function daysIn(day: string, month: string, weekday: string): string | undefined {
  if (day === '*' && month === '*') return weekday === '*' ? 'every day' : named(weekday, weekdayOf)
  if (weekday !== '*' || !isNumber(day)) return undefined
  const of = month === '*' ? 'each month' : named(month, monthOf)
  return of && `day ${day} of ${of}`
}

/** "1,4" and "mon-fri", by their names; undefined where one of them has none. */
function named(field: string, nameOf: (text: string) => string | undefined): string | undefined {
  const names = field.split(',').map(part => part.split('-').map(nameOf))
  if (names.flat().includes(undefined) || names.some(range => range.length > 2)) return undefined
  return names.map(range => range.join(' to ')).join(', ')
}

const isNumber = (text: string): boolean => /^\d+$/.test(text)

/** By its number (Sunday is 0, and 7) or the first letters of its name. */
const weekdayOf = (text: string): string | undefined =>
  isNumber(text) ? weekdays[Number(text) % 7] : weekdays.find(name => isShort(text, name))
const monthOf = (text: string): string | undefined =>
  isNumber(text) ? months[Number(text) - 1] : months.find(name => isShort(text, name))

const isShort = (text: string, name: string): boolean =>
  text.length === 3 && name.toLowerCase().startsWith(text.toLowerCase())
