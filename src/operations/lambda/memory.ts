import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { callOf, resultOf } from '../../ports/calls/call.ts'
import { publishVersion, setMemory } from '../../ports/calls/lambda.ts'
import type { Functions } from '../../ports/functions.ts'
import { checkHealth } from '../check-health.ts'
import { lineAt } from '../line-at.ts'
import type { Operation } from '../operation.ts'
import { calledVersion, findFunction, labelOf, settingsInWords, unsettled } from './function.ts'
import { shiftAlias } from './shift-alias.ts'

const input = z.object({ memory: z.int().min(128).max(10_240) })

/** In MB. */
const lambdaHas = { min: 128, max: 10_240 }

/** Sets a function's memory, within the bounds of its system file; processor goes with it. */
export const lambdaMemory = (functions: Functions): Operation<z.infer<typeof input>> => ({
  name: 'lambda memory',
  risk: 'change',
  input,
  async plan({ memory }, where) {
    const found = await findFunction(functions, where)
    const { target, state, alias, named, resource } = found
    const bounds = where.service!.settings.lambda!.memory
    const { min, max } = bounds ?? lambdaHas
    if (memory < min || memory > max) {
      const bound = memory < min ? min : max
      throw new UserError(
        bounds
          ? `${named} has ${min} to ${max} MB, as its system file says: ${memory} is outside of that.`
          : `Lambda gives a function ${min} to ${max} MB: ${memory} is outside of that.`,
        { label: `Set ${bound} MB`, command: `${lineAt('lambda memory', where)} --memory ${bound}` },
      )
    }
    const called = calledVersion(found)
    if (alias && called?.sha !== state.sha)
      throw new UserError(
        `The newest code of ${target.function} is not what ${alias.name} leads to, and would come with it: deploy what is to run first.`,
      )
    const before = alias ? called!.memory : state.memory
    if (memory === before) throw new UserError(`${named} has ${memory} MB already.`)
    const set =
      memory === state.memory
        ? []
        : [
            callOf(setMemory, {
              on: target.function,
              sets: `${memory} MB`,
              params: { ...target, from: state.memory, to: memory },
            }),
          ]
    return {
      title: `set the memory of ${named}`,
      shifts: [{ from: `${before} MB`, to: `${memory} MB` }],
      now: [settingsInWords(state)],
      warnings: [
        ...unsettled(found),
        memory > before
          ? 'Each millisecond costs more, as much as the memory grows.'
          : 'It gets less processor, too.',
      ],
      calls: [
        ...set,
        ...(alias
          ? [
              callOf(publishVersion, {
                on: target.function,
                sets: 'a version with it',
                params: { ...target, sha: state.sha, description: labelOf(called!) },
              }),
              shiftAlias(found, { version: resultOf(set.length, 'version') }, 'that version'),
            ]
          : []),
        ...checkHealth(where),
      ],
      resources: [resource],
    }
  },
})
