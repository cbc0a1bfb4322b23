interface Line {
  level: number
  msg: string
  err?: { fault?: { service: string; fault: string } }
}

/**
 * Whether a line of the log tells of a fault of Belay's. That an answer reached nobody is none where nobody is there, nor
 * that Redis was slow on a busy machine.
 */
export function isFault(line: string): boolean {
  const { level, msg, err } = JSON.parse(line) as Line
  const isSlow = err?.fault?.service === 'redis' && err.fault.fault === 'away'
  return level >= 50 && msg !== 'an answer reached nobody' && !isSlow
}
