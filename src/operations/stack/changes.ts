import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { callOf } from '../../ports/calls/call.ts'
import { createChangeSet } from '../../ports/calls/cloudformation.ts'
import type { Stacks } from '../../ports/stacks.ts'
import type { Workflows } from '../../ports/workflows.ts'
import type { Operation } from '../operation.ts'
import { atRest, findStack, lineFor, stackInput, stateInWords } from './found.ts'
import { findTemplate } from './template.ts'

const input = z.object({ ...stackInput, ref: z.string().min(1).max(200).optional() })

/** Has CloudFormation work out what the template would change. Nothing changes by that; its execution is asked for by itself. */
export const stackChanges = (
  stacks: Stacks,
  workflows: Workflows | undefined,
): Operation<z.infer<typeof input>> => ({
  name: 'stack changes',
  risk: 'mild',
  input,
  async plan({ stack, ref }, where) {
    const found = await findStack(stacks, stack, where)
    const { target, named, title } = found
    const state = found.state && atRest(found)
    const { template, asked, from } = await findTemplate(
      workflows,
      named,
      ref,
      lineFor('stack changes', where, stack),
    )
    const { parameters, capabilities } = await stacks.summary(asked, target)
    const lacks = capabilities.filter(one => !named.capabilities.includes(one as never))
    if (lacks.length > 0)
      throw new UserError(
        `The template asks for ${lacks.join(', ')}: the system file has to grant it, as \`capabilities\` of the stack.`,
      )
    const isNew = state === undefined || state.status === 'REVIEW_IN_PROGRESS'
    const known = new Set(isNew ? [] : state.parameters)
    const open = parameters.filter(({ name }) => !Object.hasOwn(named.parameters, name))
    const missing = open.filter(({ name, hasDefault }) => !known.has(name) && !hasDefault)
    if (missing.length > 0)
      throw new UserError(
        `The template wants ${missing.map(({ name }) => name).join(', ')}, which the stack does not have yet: the system file says what, as \`parameters\` of the stack.`,
      )
    const keep = open.filter(({ name }) => known.has(name)).map(({ name }) => name)
    const set = Object.fromEntries(
      Object.entries(named.parameters).filter(([name]) => parameters.some(one => one.name === name)),
    )
    return {
      title: `work out what would change in ${title}`,
      shifts: [{ to: from }],
      now: [state ? stateInWords(state) : 'it is not there yet'],
      warnings: [],
      calls: [
        callOf(createChangeSet, {
          on: title,
          sets: state ? 'a change set, not executed' : 'a change set of a new stack, not executed',
          params: {
            ...target,
            isNew,
            template,
            from,
            capabilities: named.capabilities,
            keep,
            set,
          },
        }),
      ],
      resources: [],
    }
  },
})
