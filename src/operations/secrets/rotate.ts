import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import type { Plan } from '../../domain/run/plan.ts'
import { callOf, resultOf } from '../../ports/calls/call.ts'
import { promoteVersion, putPending, rotateSecret } from '../../ports/calls/secrets.ts'
import type { Rds } from '../../ports/rds.ts'
import type { SecretStore } from '../../ports/secret-store.ts'
import type { Operation, Where } from '../operation.ts'
import type { Platform } from '../platform.ts'
import { day } from './age.ts'
import { ofDatabase } from './database.ts'
import { type FoundSecret, findSecret, fits, lineForSecret, secretOf } from './find.ts'
import { restarts } from './restarts.ts'

const input = z.object({ secret: z.string() })

/** How many characters Belay makes where the system file does not say: 192 bits. */
const usualLength = 32

export interface RotateDeps {
  secrets: SecretStore
  rds: Rds
  platforms: Platform[]
}

/** What a rotation does before those are restarted who read the secret. */
type Before = Pick<Plan, 'calls' | 'warnings' | 'resources' | 'now'> & { to: string }

/** Gives a secret another value, wherever it counts, and has those read it anew who use it. */
export const rotate = ({ secrets, rds, platforms }: RotateDeps): Operation<z.infer<typeof input>> => ({
  name: 'secret rotate',
  risk: 'change',
  input,
  async plan({ secret: name }, where) {
    if (secretOf(where, name).settings.from === 'person')
      throw new UserError(`${name} is made elsewhere, and a person brings it.`, {
        label: `Give ${name}`,
        command: lineForSecret('secret put', where, name),
      })
    const found = await findSecret(secrets, where, name)
    const before = await (found.settings.from === 'aws' ? byAws(found) : byBelay(secrets, rds, found, where))
    const after = await restarts(platforms, found, where)
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

function byAws({ state, settings, place, name }: FoundSecret): Before {
  if (!state.rotates)
    throw new UserError(
      `AWS rotates ${settings.sm} not at all: set up its rotation in Secrets Manager, or leave out \`from\` of ${name} in the system file.`,
    )
  if (state.pending)
    throw new UserError(
      `A rotation of ${settings.sm} is under way, or was never ended: its pending version is of ${day(state.pending.at)}.`,
    )
  return {
    to: 'a new value, by its rotation in AWS',
    now: [],
    warnings: [],
    resources: [],
    calls: [
      callOf(rotateSecret, {
        on: settings.sm,
        sets: 'another value',
        params: { ...place, secret: settings.sm, from: state.current?.id ?? null },
      }),
    ],
  }
}

async function byBelay(secrets: SecretStore, rds: Rds, found: FoundSecret, where: Where): Promise<Before> {
  const { state, settings, place, name } = found
  const { sm, key, length = usualLength } = settings
  if (state.rotates)
    throw new UserError(
      `AWS rotates ${sm} by itself: with \`from: aws\` of ${name} in the system file it is asked to do so now.`,
    )
  if (state.owner !== undefined)
    throw new UserError(`${sm} belongs to ${state.owner}, which alone gives it another value.`)
  const form = await fits(secrets, found)
  const place0 = { ...place, secret: sm, from: state.current?.id ?? null }
  const version = resultOf(0, 'version')
  const password = await ofDatabase(rds, found, { form, version }, where)
  return {
    to: `a new value of ${length} characters`,
    now: password.now,
    warnings: [
      ...(state.pending
        ? [
            `A value that was put aside ${day(state.pending.at)}, and never became current, is given up for it.`,
          ]
        : []),
      ...password.warnings,
      ...(settings.database === undefined
        ? []
        : ['Stopped half-way, database and secret do not agree: then rotate it once more.']),
    ],
    resources: password.resources,
    calls: [
      callOf(putPending, {
        on: sm,
        sets: 'a random value, as a pending version',
        params: { ...place0, length, ...(key !== undefined && { key }) },
      }),
      ...password.calls,
      callOf(promoteVersion, {
        on: sm,
        sets: 'that version is current',
        params: { ...place0, version },
      }),
    ],
  }
}
