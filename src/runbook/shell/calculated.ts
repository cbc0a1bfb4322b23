import type { ArithmeticExpression, ParsedScript } from 'unbash'
import type { Hole } from '../../domain/runbook/line.ts'
import { isWritten } from '../run/written-time.ts'

type Time = Extract<Hole, { of: 'time' }>

/** What stands within `$(…)`, where that is a time. */
type TimeIn = (script: ParsedScript | undefined) => Hole | undefined

/** `$(date +%s) - 3600` and `$(date +%s) * 1000`: a time in seconds that is moved, or one in milliseconds; undefined for any other calculation. */
export function calculatedTime(
  expression: ArithmeticExpression | undefined,
  timeIn: TimeIn,
): Time | undefined {
  switch (expression?.type) {
    case 'ArithmeticGroup':
      return calculatedTime(expression.expression, timeIn)
    case 'ArithmeticCommandExpansion': {
      const time = timeIn(expression.script)
      return time?.of === 'time' && /^%s(?:000|%3N)?$/.test(time.format) ? time : undefined
    }
    case 'ArithmeticBinary': {
      const time = calculatedTime(expression.left, timeIn)
      const by = numberOf(expression.right)
      if (time === undefined || by === undefined) return undefined
      const isInSeconds = time.format === '%s'
      if (expression.operator === '*')
        return isInSeconds && by === 1000 ? { ...time, format: '%s000' } : undefined
      const ms = by * (isInSeconds ? 1000 : 1)
      if (expression.operator === '-') return moved(time, -ms)
      return expression.operator === '+' ? moved(time, ms) : undefined
    }
    default:
      return undefined
  }
}

function moved(time: Time, ms: number): Time | undefined {
  const to = { ...time, shiftMs: time.shiftMs + ms }
  return isWritten(to) ? to : undefined
}

/** `24*60*60` */
function numberOf(expression: ArithmeticExpression): number | undefined {
  if (expression.type === 'ArithmeticGroup') return numberOf(expression.expression)
  if (expression.type === 'ArithmeticWord')
    return /^(?:0|[1-9]\d{0,11})$/.test(expression.value) ? Number(expression.value) : undefined
  if (expression.type !== 'ArithmeticBinary' || expression.operator !== '*') return undefined
  const [left, right] = [numberOf(expression.left), numberOf(expression.right)]
  return left === undefined || right === undefined ? undefined : left * right
}
