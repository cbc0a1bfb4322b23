import type { Tree } from '../../../domain/runbook/verdict.ts'
import { giving } from '../../giving.ts'
import { type Change, only } from './change.ts'

/** The secret that a step is about, by its name or its ARN. */
const secretOf = ({ SecretId: secret }: Record<string, Tree>): Record<string, Tree> =>
  secret ? { secret } : {}

const another = (input: Record<string, Tree>): ReturnType<Change['as']> =>
  input.SecretString && only(input, 'SecretId', 'SecretString')
    ? giving(input.SecretString, secretOf(input))
    : undefined

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
