import type { Hole, Text } from '../../domain/runbook/line.ts'
import { literal } from '../text.ts'

/** `openssl rand -base64 32`: so many random bytes, at most as many as a secret ever has. */
export function randomOf(words: readonly Text[]): Hole | undefined {
  const [name, verb, encoding, count, ...rest] = words.map(literal)
  if (name !== 'openssl' || verb !== 'rand' || rest.length > 0) return undefined
  const bytes = Number(count)
  if (
    !(encoding === '-base64' || encoding === '-hex') ||
    !Number.isInteger(bytes) ||
    bytes < 1 ||
    bytes > 4_096
  )
    return undefined
  return { of: 'random', bytes, encoding: encoding === '-hex' ? 'hex' : 'base64' }
}
