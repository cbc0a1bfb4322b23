import type { z } from 'zod'
import { OutsideError } from '../../../domain/errors.ts'
import { changeLines, isLost } from '../../../domain/stack-change.ts'
import { type Maker, maker, nameFor } from '../../../ports/calls/call.ts'
import { createChangeSet } from '../../../ports/calls/cloudformation.ts'
import type { Stacks } from '../../../ports/stacks.ts'
import type { Workflows } from '../../../ports/workflows.ts'
import type { AwsClients } from '../clients.ts'
import { plain } from '../diagnosis.ts'
import { once } from '../once.ts'
import { aboutStack } from './calls.ts'

type Params = z.infer<typeof createChangeSet.params>

/** Has CloudFormation work out what a template would change; what that is, is what it answers. */
export const createMakeChangeSet = (
  aws: AwsClients,
  stacks: Stacks,
  workflows: Workflows | undefined,
): Maker => {
  async function templateOf({ template }: Params) {
    if ('url' in template) return { TemplateURL: template.url }
    const { repo, path, sha } = template
    const body = await workflows?.file(repo, path, sha)
    if (body !== undefined) return { TemplateBody: body }
    throw new OutsideError(`${repo} has no ${path} at ${sha.slice(0, 7)} any more.`, {
      service: 'github',
      fault: 'refused',
      effect: 'none',
    })
  }

  return maker<Params>({
    kind: createChangeSet,
    repeatable: true,
    async look(params, made) {
      const ours = await stacks.changeSet(params, nameFor(made))
      return ours ? { is: 'after', result: { changeSet: ours.name } } : { is: 'before' }
    },
    async start(params, made) {
      const template = await templateOf(params)
      const name = nameFor(made)
      await once(aboutStack('CreateChangeSet', params, true), async abortSignal => {
        const cloudformation = await aws.cloudformation(params)
        return cloudformation.createChangeSet(
          {
            StackName: params.stack,
            ChangeSetName: name,
            ChangeSetType: params.isNew ? 'CREATE' : 'UPDATE',
            ClientToken: name,
            Description: params.from.slice(0, 1024),
            ...template,
            Capabilities: params.capabilities as never[],
            Parameters: [
              ...params.keep.map(ParameterKey => ({ ParameterKey, UsePreviousValue: true })),
              ...Object.entries(params.set).map(([ParameterKey, ParameterValue]) => ({
                ParameterKey,
                ParameterValue,
              })),
            ],
          },
          { abortSignal },
        )
      })
      return { changeSet: name }
    },
    async observe(params, _, made) {
      const found = await stacks.changeSet(params, nameFor(made))
      if (!found) return { is: 'failed', why: 'The change set is gone.', said: [] }
      const { status, reason = 'CloudFormation gave no reason', changes, name } = found
      const progress = { done: 0, of: 1, what: 'change sets made', said: [] }
      if (status === 'FAILED') {
        if (!/didn't contain changes|No updates are to be performed/i.test(reason))
          return { is: 'failed', why: `The change set could not be made: ${plain(reason)}`, said: [] }
        const nothing = { ...progress, done: 1, said: ['Nothing would change.'] }
        return { is: 'done', progress: nothing, result: { changeSet: name, isEmpty: true, loses: false } }
      }
      if (status !== 'CREATE_COMPLETE') return { is: 'going', progress: { ...progress, begun: status } }
      return {
        is: 'done',
        progress: { ...progress, done: 1, output: changeLines(changes).join('\n') },
        result: { changeSet: name, isEmpty: changes.length === 0, loses: changes.some(isLost) },
      }
    },
  })
}
