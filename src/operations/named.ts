import { UserError } from '../domain/errors.ts'

export interface Naming {
  /** "request" */
  kind: string
  /** What would have it: "LearnBot production". */
  owner: string
  /** What is told where the system file names none at all. */
  none: string
  /** The command up to the name, as it would be typed. */
  line: string
}

/** What the system file has under that name; a `UserError` that names those there are. */
export function named<T>(
  all: Readonly<Record<string, T>>,
  name: string,
  { kind, owner, none, line }: Naming,
): T {
  if (Object.hasOwn(all, name)) return all[name]!
  const names = Object.keys(all)
  if (names.length === 0) throw new UserError(none)
  throw new UserError(
    `${owner} has no ${kind} "${name.slice(0, 60)}": it has ${names.slice(0, 20).join(', ')}.`,
    ...names.slice(0, 5).map(other => ({ label: other, command: `${line} ${other}` })),
  )
}
