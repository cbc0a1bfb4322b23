import { isReadable, reading } from '../blocks/reading.ts'
import { readingFile } from '../blocks/reading-file.ts'
import { called } from '../src/domain/called.ts'
import { UserError } from '../src/domain/errors.ts'
import type { Reading } from '../src/domain/reading.ts'
import type { System } from '../src/domain/system.ts'
import type { Call } from '../src/engine/command.ts'
import type { Reply } from '../src/ports/invocation.ts'
import { toReaders } from './reply.ts'

type Here = Call<unknown> & { system: System; environment: string }

/** Looks at something and shows it. */
export async function look(call: Here, read: string, input: object = {}, service?: string): Promise<Reply> {
  const { system, environment, invocation, faces } = call
  const found = await faces.reads.of({
    ...{ read, input, system: system.system, environment },
    ...(service !== undefined && { service }),
  })
  const zone = found.chart && (await faces.people.member(invocation.user))?.timezone
  return showing(call, found, zone)
}

/** What was read, to those who want it; what is long as a file. */
export const showing = (
  { invocation, faces }: Pick<Here, 'invocation' | 'faces'>,
  found: Reading,
  zone?: string,
): Reply =>
  isReadable(found)
    ? toReaders(invocation, reading(found, zone))
    : { to: 'channel', file: readingFile(found, faces.now()) }

/** The one that is named, or the only one there is: of an environment's databases, caches, stacks … by name. */
export function chosen<T>(
  { system, environment, invocation }: Here,
  kind: string,
  all: Record<string, T> | undefined,
  name: string | undefined,
): { name: string; settings: T } {
  const names = Object.keys(all ?? {})
  const [only] = names
  if (only === undefined)
    throw new UserError(
      `${system.title} ${environment} has no ${kind} in its system file: it is where each is named.`,
    )
  const known = name === undefined ? undefined : called(name, all!)
  if (known !== undefined) return { name: known, settings: all![known]! }
  if (name === undefined && names.length === 1) return { name: only, settings: all![only]! }
  const place = `--system ${system.system} --environment ${environment}`
  throw new UserError(
    name === undefined
      ? `Which ${kind} of ${system.title} ${environment}?`
      : `${system.title} ${environment} has no ${kind} "${name}": it has ${names.slice(0, 10).join(', ')}.`,
    ...names.slice(0, 5).map(other => ({
      label: other,
      command: `${invocation.text.replace(` ${name}`, '')} ${place} --${kind} ${other}`,
    })),
  )
}

/** The name of it; where none is named, only those that have what the command is for are chosen from, if there are any. */
export function chosenWith<T extends object>(
  call: Here,
  kind: string,
  all: Record<string, T> = {},
  has: keyof T,
  name: string | undefined,
): string {
  const fitting = Object.entries(all).filter(([, one]) => one[has] !== undefined)
  const among = fitting.length > 0 && name === undefined ? Object.fromEntries(fitting) : all
  return chosen(call, kind, among, name).name
}
