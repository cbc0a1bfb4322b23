interface Line {
  level: number
  msg: string
  err?: { fault?: { service: string; fault: string } }
}

/**
 * Whether a line of the log tells of a fault of Belay's. That an answer reached nobody is none where nobody is there, nor
 * that Redis was slow on a busy machine, that SNS has no such certificate, or that PagerDuty takes nothing about a page that
 * it has never had.
 */
export function isFault(line: string): boolean {
  const { level, msg, err } = JSON.parse(line) as Line
  const { service, fault } = err?.fault ?? {}
  const isSlow = service === 'redis' && fault === 'away'
  const isOfSns = msg === 'a message of SNS could not be taken in' && service === 'aws'
  const isOfPage = msg === 'a job was put aside' && service === 'pagerduty' && fault === 'refused'
  return level >= 50 && msg !== 'an answer reached nobody' && !isSlow && !isOfSns && !isOfPage
}
