import { isReadable, reading } from '../blocks/reading.ts'
import { readingFile } from '../blocks/reading-file.ts'
import { called } from '../src/domain/called.ts'
import { UserError } from '../src/domain/errors.ts'
import { having } from '../src/domain/having.ts'
import type { Reading } from '../src/domain/reading.ts'
import type { CallAt } from '../src/engine/command.ts'
import { lineAt } from '../src/operations/line-at.ts'
import type { Reply } from '../src/ports/invocation.ts'
import { elsewhere } from './elsewhere.ts'
import { toReaders } from './reply.ts'

type Here = CallAt<unknown>

/** Looks at something and shows it. */
export async function look(call: Here, read: string, input: object = {}, service?: string): Promise<Reply> {
  const { system, environment, invocation, faces } = call
  const found = await faces.reads.of({
    read,
    input,
    system: system.system,
    environment,
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

/** Where each kind of thing is named in an environment of a system file. */
const places = {
  database: 'databases',
  cache: 'caches',
  secret: 'secrets',
  stack: 'stacks',
  pool: 'userPools',
} as const

/** The one that is named, or the only one there is; `has`: what it has in the system file to be what the command is for. */
export function chosen(
  call: Here,
  kind: keyof typeof places,
  name: string | undefined,
  has?: string,
): string {
  const { system, environment, invocation } = call
  const inPlace = (place: string): Record<string, string | object> =>
    system.environments[place]?.[places[kind]] ?? {}
  const fitting = (place: string) => having(inPlace(place), has === undefined ? undefined : [has])
  const known = name === undefined ? undefined : called(name, inPlace(environment))
  if (known !== undefined) return known
  const names = fitting(environment)
  if (names.length === 1 && name === undefined) return names[0]!
  const where = `${system.title} ${environment}`
  const such = has === undefined ? kind : `${kind} with \`${has}\``
  if (names.length === 0) {
    const { there, offers } = elsewhere(call, place => fitting(place).length > 0)
    throw new UserError(
      there.length > 0
        ? `${where} has no ${such}: ${there.join(', ')} has.`
        : `${where} has no ${such} in its system file: \`${places[kind]}\` is where each is named.`,
      ...offers,
    )
  }
  throw new UserError(
    name === undefined
      ? `Which ${kind} of ${where}?`
      : `${where} has no ${kind} "${name.slice(0, 40)}": it has ${names.slice(0, 10).join(', ')}.`,
    ...names.slice(0, 5).map(other => ({
      label: other,
      command: `${lineAt(invocation.text.replace(` ${name}`, ''), { system, environment })} --${kind} ${other}`,
    })),
  )
}
