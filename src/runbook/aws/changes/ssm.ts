import type { Text } from '../../../domain/runbook/line.ts'
import { giving } from '../../giving.ts'
import { literal } from '../../text.ts'
import type { Change } from './change.ts'

export const parameterChanges: Change[] = [
  {
    of: 'ssm put-parameter',
    // Its key and its tier stay as they are.
    takes: ['Name', 'Value', 'Type', 'Overwrite'],
    as({ Name: parameter, Value: value, Type: type = ['SecureString'] }) {
      if (!parameter || !value || literal(type as Text) !== 'SecureString') return undefined
      return giving(value, { parameter })
    },
  },
]
