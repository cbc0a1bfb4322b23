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

function fieldsOf(line: string): Record<string, unknown> {
  if (!line.trimStart().startsWith('{')) return {}
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
