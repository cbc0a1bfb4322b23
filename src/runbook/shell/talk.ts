import type { Line } from '../../domain/runbook/line.ts'
import { literal } from '../text.ts'

/** `|| echo "UNREACHABLE"`: a failed step says so by itself. */
export const isTalk = (line: Line): boolean =>
  line.is === 'pipe' && ['echo', 'true', ':', 'printf'].includes(literal(line.commands[0]!.words[0]) ?? '')
