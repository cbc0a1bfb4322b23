import type { Run } from '../src/domain/run/run.ts'
import type { Offer } from './button.ts'

/** What was worked out can be asked for, or looked at as it would be asked for. */
export function ofChangeSet({ system, environment, operation, input, steps }: Run): Offer[] {
  const made = operation === 'stack changes' ? steps.at(-1)?.result : undefined
  if (typeof made !== 'object' || made === null || Array.isArray(made) || made.isEmpty !== false) return []
  const command = `stack execute --system ${system} --environment ${environment} --stack ${input.stack} --change-set ${made.changeSet}${made.loses ? ' --destructive' : ''}`
  return [
    { label: 'Ask to execute it', command, ...(made.loses ? { style: 'danger' as const } : {}) },
    { label: 'Only look', command: `${command} --dry-run` },
  ]
}

/** Of a change set that is shown by what is done to which type, all of it can be read before somebody says yes. */
export function ofManyChanges({ system, environment, operation, input, plan }: Run): Offer[] {
  const count = Number(plan.calls[0]?.params.count)
  if (operation !== 'stack execute' || count <= plan.shifts.length) return []
  const command = `stack change-set --system ${system} --environment ${environment} --stack ${input.stack} --change-set ${input.changeSet}`
  return [{ label: `All ${count} changes`, command }]
}
