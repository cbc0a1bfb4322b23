import type { Line } from '../../domain/runbook/line.ts'
import { literal } from '../text.ts'

/** `|| echo "UNREACHABLE"`: a failed step says so by itself. */
export const isTalk = (line: Line): boolean => isOneOf(line, ['echo', 'true', ':', 'printf'])

/** `|| exit 1` */
export const isEnd = (line: Line): boolean => isOneOf(line, ['exit', 'return'])

const isOneOf = (line: Line, names: string[]): boolean =>
  line.is === 'pipe' && names.includes(literal(line.commands[0]!.words[0]) ?? '')
