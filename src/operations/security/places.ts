import { lineAt } from '../line-at.ts'
import type { Where } from '../operation.ts'

/** What is looked at is more than a system's own: all of its region, in its account. */
export const regionOf = ({ settings, environment }: Where): string => settings.region ?? environment

/** The offer to look once more. */
export const again = (command: string, { system, environment }: Where, days?: number) => ({
  label: 'Again',
  command: `${lineAt(command, { system, environment })}${days === undefined ? '' : ` --days ${days}`}`,
})

export const dayMs = 86_400_000
