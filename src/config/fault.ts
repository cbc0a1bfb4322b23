import { counted } from '../domain/counted.ts'

/** One thing wrong with the configuration: where, what was expected there, and what was found. */
export interface Fault {
  /** The system file, with its line and column from 1; absent for an environment variable. */
  file?: string
  line?: number
  column?: number
  /** The place in the file, such as `severities.P1.acknowledge`, or the variable's name. */
  path: string
  expected: string
  /** Absent where nothing was found, and for every environment variable: it may be a secret. */
  found?: string
}

/** Everything that is wrong with the configuration, all at once. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  readonly faults: Fault[]
  constructor(faults: Fault[]) {
    super(`The configuration has ${count(faults.length)}:\n${faults.map(inLine).join('\n')}`)
    this.faults = faults
  }
}

/** A fault as one line: `systems/learnbot.yml:12:5 severities.P1.acknowledge: expected a duration, found "soon"`. */
export function inLine({ file, line, column, path, expected, found }: Fault): string {
  const place = [file, line, column].filter(part => part !== undefined).join(':')
  const what = found === undefined ? expected : `${expected}, found ${found}`
  return [place, `${path ? `${path}: ` : ''}${what}`].filter(Boolean).join(' ')
}

export const count = (faults: number): string => counted(faults, 'fault')
