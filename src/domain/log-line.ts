/** By one of these, somewhere in it, a line of a log is an error: as text, as JSON, with pino's numbers, in logfmt. */
export const errorMarks = [
  'ERROR',
  'FATAL',
  'CRITICAL',
  '"level":"error"',
  '"level": "error"',
  '"level":"fatal"',
  '"level": "fatal"',
  '"level":50,',
  '"level":60,',
  'level=error',
]

export const isError = (line: string): boolean => errorMarks.some(mark => line.includes(mark))

/** The fields of a JSON line that say how long something took, in milliseconds. */
export const durationFields = ['duration', 'duration_ms']

/** How long what a line tells of took, in milliseconds, where it is JSON and says so. */
export function durationOf(line: string): number | undefined {
  const fields = fieldsOf(line)
  return durationFields.map(name => fields[name]).find(value => typeof value === 'number') as
    | number
    | undefined
}

/** pino's. */
const levels: Record<string, string> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
}
const levelFields = ['level', 'severity', 'levelname']
const messageFields = ['msg', 'message', 'error', 'err']
/** A line is shown beside its time. */
const timeFields = ['time', 'timestamp', '@timestamp', 'ts']

/** What a line of JSON says first, "error connection pool exhausted", and the rest of it, "path=/v1/plans status=503". */
export function inShort(line: string): { first: string; rest: string } {
  const fields = fieldsOf(line)
  const has = (name: string) => fields[name] !== undefined
  const [level, message] = [levelFields.find(has), messageFields.find(has)]
  const heading = [level && (levels[String(fields[level])] ?? fields[level]), message && fields[message]]
  const others = Object.entries(fields).filter(
    ([name]) => name !== level && name !== message && !timeFields.includes(name),
  )
  const first = heading.flatMap(value => (value === undefined ? [] : spoken(value))).join(' ')
  const rest = others.map(([name, value]) => `${name}=${spoken(value)}`).join(' ')
  return first === '' ? { first: rest || line, rest: '' } : { first, rest }
}

/** An error's message stands for it: its stack is in the line itself. */
function spoken(value: unknown): string {
  if (typeof value === 'string') return value
  const { message } = Object(value) as { message?: unknown }
  return typeof message === 'string' ? message : JSON.stringify(value)
}

function fieldsOf(line: string): Record<string, unknown> {
  if (!line.trimStart().startsWith('{')) return {}
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
