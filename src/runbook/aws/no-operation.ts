import type { Tree } from '../../domain/runbook/verdict.ts'
import type { Change } from './changes/change.ts'
import { kebab } from './names.ts'

/** Why no operation of Belay's is a change of AWS: there is none at all, or none with one of its options. */
export function noOperation(name: string, change: Change | undefined, input: Record<string, Tree>): string {
  const said = `Belay has no operation for ${name}`
  if (!change) return said
  const hinders = Object.keys(input).find(one =>
    change.takes ? !change.takes.includes(one) : change.as(without(input, one)) !== undefined,
  )
  return hinders === undefined ? `${said} as it stands here` : `${said} with --${kebab(hinders)}`
}

const without = ({ ...input }: Record<string, Tree>, name: string): Record<string, Tree> => {
  delete input[name]
  return input
}
