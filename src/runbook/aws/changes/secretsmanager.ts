import type { Text } from '../../../domain/runbook/line.ts'
import type { Tree } from '../../../domain/runbook/verdict.ts'
import { secretKind } from '../../secret-kind.ts'
import { type Change, only } from './change.ts'

/** The secret that a step is about, by its name or its ARN. */
const secretOf = ({ SecretId: secret }: Record<string, Tree>): Record<string, Tree> =>
  secret ? { secret } : {}

/** Another value: one that an earlier step makes is made by a rotation, any other is given by a person in a form. */
const another = (input: Record<string, Tree>): ReturnType<Change['as']> =>
  input.SecretString &&
  only(input, 'SecretId', 'SecretString') &&
  secretKind(input.SecretString as Text) !== 'read'
    ? {
        operation: isMade(input.SecretString) ? 'secret rotate' : 'secret put',
        input: {},
        on: secretOf(input),
        secret: input.SecretString as Text,
      }
    : undefined

const isMade = (value: Tree): boolean =>
  Array.isArray(value) &&
  value.some(part => typeof part !== 'string' && ['random', 'variable', 'answer'].includes(part.of))

export const secretChanges: Change[] = [
  { of: 'secretsmanager put-secret-value', as: another },
  { of: 'secretsmanager update-secret', as: another },
  {
    of: 'secretsmanager rotate-secret',
    as: input =>
      only(input, 'SecretId', 'RotateImmediately')
        ? { operation: 'secret rotate', input: {}, on: secretOf(input) }
        : undefined,
  },
]
