import type { Hole, Line, SecretKind, Text } from '../domain/runbook/line.ts'
import { answersSecret } from './aws/risk.ts'
import { literal } from './text.ts'

/** Whether a text is a secret, or has one in it. */
export function secretKind(text: Text): SecretKind | undefined {
  const kinds = text.map(part => (typeof part === 'string' ? undefined : ofHole(part)))
  return kinds.includes('read') ? 'read' : kinds.find(kind => kind !== undefined)
}

function ofHole(hole: Hole): SecretKind | undefined {
  if (hole.of === 'random') return 'made'
  if (hole.of === 'variable') return hole.secret
  return hole.of === 'answer' ? ofLine(hole.to.at(-1)) : undefined
}

/** What answers it is the first of its pipe; the rest takes it apart. */
function ofLine(line: Line | undefined): SecretKind | undefined {
  if (line?.is !== 'pipe') return undefined
  const [name, ...words] = line.commands[0]!.words
  const called = literal(name)
  if (called === 'openssl') return 'made'
  if (called === 'echo' || called === 'printf') return secretKind(words.flat())
  if (called !== 'aws') return undefined
  const verb = words.map(word => literal(word) ?? '').find(word => answersSecret(pascal(word)))
  if (verb === undefined) return undefined
  return verb === 'get-random-password' ? 'made' : 'read'
}

const pascal = (verb: string): string =>
  verb.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())
