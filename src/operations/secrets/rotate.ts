import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import type { Plan } from '../../domain/run/plan.ts'
import { copyName, placesOf } from '../../domain/secret-settings.ts'
import { callOf, resultOf } from '../../ports/calls/call.ts'
import { promoteVersion, putPending, rotateSecret } from '../../ports/calls/secrets.ts'
import type { Operation, Where } from '../operation.ts'
import type { Platform } from '../platform.ts'
import { day } from './age.ts'
import { type FoundSecret, findSecret, fits, lineForSecret, secretOf } from './find.ts'
import { restarts } from './restarts.ts'
import { type TellDeps, told } from './told.ts'

const input = z.object({ secret: z.string() })

/** How many characters Belay makes where the system file does not say: 192 bits. */
const usualLength = 32

export interface RotateDeps extends TellDeps {
  platforms: Platform[]
}

/** What a rotation does before those are restarted who read the secret. */
type Before = Pick<Plan, 'calls' | 'warnings' | 'resources' | 'now'> & { to: string }

/** Gives a secret another value, wherever it counts, and has those read it anew who use it. */
export const rotate = (deps: RotateDeps): Operation<z.infer<typeof input>> => ({
  name: 'secret rotate',
  risk: 'change',
  input,
  async plan({ secret: name }, where) {
    if (secretOf(where, name).settings.from === 'person')
      throw new UserError(`${name} is made elsewhere, and a person brings it.`, {
        label: `Give ${name}`,
        command: lineForSecret('secret put', where, name),
      })
    const found = await findSecret(deps.secrets, where, name)
    const before = await (found.settings.from === 'aws' ? byAws : byBelay)(deps, found, where)
    const after = await restarts(deps.platforms, found, where)
    const { state, named, settings, resource } = found
    return {
      title: `rotate ${named}`,
      shifts: [{ ...(state.current && { from: `set ${day(state.current.at)}` }), to: before.to }],
      now: before.now,
      warnings: [...(settings.note ? [settings.note] : []), ...before.warnings, ...after.warnings],
      calls: [...before.calls, ...after.calls],
      resources: [...new Set([resource, ...before.resources, ...after.resources])],
    }
  },
})

async function byAws(deps: RotateDeps, found: FoundSecret, where: Where): Promise<Before> {
  const { state, settings, place, name } = found
  if (!state.rotates)
    throw new UserError(
      `AWS rotates ${settings.sm} not at all: set up its rotation in Secrets Manager, or leave out \`from\` of ${name} in the system file.`,
    )
  if (state.pending)
    throw new UserError(
      `A rotation of ${settings.sm} is under way, or was never ended: its pending version is of ${day(state.pending.at)}.`,
    )
  // Its rotation gives it to its database itself.
  const version = { version: resultOf(0, 'version'), form: { is: 'none' } as const, at: 1 }
  const copies = await told(deps, found, version, where, settings.copies.map(copyName))
  return {
    to: 'a new value, by its rotation in AWS',
    ...copies,
    calls: [
      callOf(rotateSecret, {
        on: settings.sm,
        sets: 'another value',
        params: { ...place, secret: settings.sm, from: state.current?.id ?? null },
      }),
      ...copies.calls,
    ],
  }
}

async function byBelay(deps: RotateDeps, found: FoundSecret, where: Where): Promise<Before> {
  const { state, settings, place, name } = found
  const { sm, key, length = usualLength } = settings
  if (state.rotates)
    throw new UserError(
      `AWS rotates ${sm} by itself: with \`from: aws\` of ${name} in the system file it is asked to do so now.`,
    )
  if (state.owner !== undefined)
    throw new UserError(`${sm} belongs to ${state.owner}, which alone gives it another value.`)
  const form = await fits(deps.secrets, found)
  const place0 = { ...place, secret: sm, from: state.current?.id ?? null }
  const version = resultOf(0, 'version')
  const places = await told(deps, found, { form, version, at: 1 }, where)
  return {
    to: `a new value of ${length} characters`,
    now: places.now,
    warnings: [
      ...(state.pending
        ? [
            `A value that was put aside ${day(state.pending.at)}, and never became current, is given up for it.`,
          ]
        : []),
      ...places.warnings,
      ...(places.calls.length === 0
        ? []
        : [
            `Stopped half-way, ${[...placesOf(settings), name].join(', ')} do not agree: then rotate it once more.`,
          ]),
    ],
    resources: places.resources,
    calls: [
      callOf(putPending, {
        on: sm,
        sets: 'a random value, as a pending version',
        params: { ...place0, length, ...(key !== undefined && { key }) },
      }),
      ...places.calls,
      callOf(promoteVersion, {
        on: sm,
        sets: 'that version is current',
        params: { ...place0, version },
      }),
    ],
  }
}
