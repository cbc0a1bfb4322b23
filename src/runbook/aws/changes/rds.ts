import type { Tree } from '../../../domain/runbook/verdict.ts'
import { giving } from '../../giving.ts'
import { type Change, isTrue, listOf, mapOf, only } from './change.ts'
import { opening } from './opening.ts'

const database = (input: Record<string, Tree>, name = 'DBInstanceIdentifier'): Record<string, Tree> =>
  input[name] ? { rds: input[name] } : {}

/** The only parameter of a list, as Belay sets one at a time. */
function parameterIn(list: Tree | undefined): Record<string, Tree> | undefined {
  const [first, ...others] = listOf(list)
  if (others.length > 0) return undefined
  const { ParameterName: parameter, ParameterValue: value } = mapOf(first)
  return parameter && value ? { parameter, value } : undefined
}

export const rdsChanges: Change[] = [
  {
    of: 'rds create-db-snapshot',
    as(input) {
      const name = input.DBSnapshotIdentifier
      if (!only(input, 'DBInstanceIdentifier', 'DBSnapshotIdentifier')) return undefined
      return { operation: 'db snapshot', input: { ...(name && { name }) }, on: database(input) }
    },
  },
  {
    of: 'rds delete-db-snapshot',
    as({ DBSnapshotIdentifier: snapshot }) {
      return { operation: 'db delete-snapshot', input: { ...(snapshot && { snapshot }) } }
    },
  },
  {
    of: 'rds restore-db-instance-from-db-snapshot',
    as(input) {
      const { DBSnapshotIdentifier: snapshot, DBInstanceIdentifier: name } = input
      if (!only(input, 'DBInstanceIdentifier', 'DBSnapshotIdentifier')) return undefined
      return { operation: 'db restore', input: { ...(snapshot && { snapshot }), ...(name && { as: name }) } }
    },
  },
  {
    of: 'rds restore-db-instance-to-point-in-time',
    as(input) {
      const { RestoreTime: at, TargetDBInstanceIdentifier: name } = input
      if (!only(input, 'SourceDBInstanceIdentifier', 'TargetDBInstanceIdentifier', 'RestoreTime'))
        return undefined
      return {
        operation: 'db restore',
        input: { ...(at && { to: at }), ...(name && { as: name }) },
        on: database(input, 'SourceDBInstanceIdentifier'),
      }
    },
  },
  {
    of: 'rds promote-read-replica',
    risk: 'destructive',
    as(input) {
      const { DBInstanceIdentifier: instance } = input
      return only(input, 'DBInstanceIdentifier') && instance
        ? { operation: 'db promote', input: { instance } }
        : undefined
    },
  },
  {
    of: 'rds reboot-db-instance',
    as: input =>
      only(input, 'DBInstanceIdentifier')
        ? { operation: 'db reboot', input: {}, on: database(input) }
        : undefined,
  },
  {
    of: 'rds modify-db-instance',
    as(input) {
      const { DBInstanceClass: size, AllocatedStorage: storage } = input
      const on = database(input)
      if (
        isTrue(input.PubliclyAccessible) &&
        only(input, 'DBInstanceIdentifier', 'PubliclyAccessible', 'ApplyImmediately')
      )
        return opening(on)
      if (size && only(input, 'DBInstanceIdentifier', 'DBInstanceClass', 'ApplyImmediately'))
        return { operation: 'db class', input: { class: size }, on }
      if (storage && only(input, 'DBInstanceIdentifier', 'AllocatedStorage', 'ApplyImmediately'))
        return { operation: 'db storage', input: { storage }, on }
      const { DBInstanceIdentifier: passwordOf, MasterUserPassword: password } = input
      if (
        passwordOf &&
        password &&
        only(input, 'DBInstanceIdentifier', 'MasterUserPassword', 'ApplyImmediately')
      )
        return giving(password, { passwordOf })
      return undefined
    },
  },
  {
    of: 'rds modify-db-parameter-group',
    as({ DBParameterGroupName: parameterGroup, Parameters }) {
      const input = parameterIn(Parameters)
      return input && { operation: 'db parameter', input, on: { ...(parameterGroup && { parameterGroup }) } }
    },
  },
]
