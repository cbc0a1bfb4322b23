import type { Tree } from '../../../domain/runbook/verdict.ts'
import { inputOf } from '../../inputs.ts'
import type { Change } from './change.ts'

const stackOf = ({ StackName: stack }: Record<string, Tree>): Record<string, Tree> => (stack ? { stack } : {})

export const cloudformationChanges: Change[] = [
  {
    of: 'cloudformation create-change-set',
    takes: [
      'StackName',
      'ChangeSetName',
      'ChangeSetType',
      'TemplateBody',
      'TemplateURL',
      'Capabilities',
      'Description',
    ],
    risk: 'mild',
    // The template is the one in the repository that the system's file names.
    as: input => ({ operation: 'stack changes', input: {}, on: stackOf(input) }),
  },
  {
    of: 'cloudformation update-stack',
    takes: ['StackName', 'TemplateBody', 'TemplateURL', 'Capabilities'],
    risk: 'mild',
    as: input => ({
      operation: 'stack changes',
      input: { ref: [{ of: 'input', input: inputOf('commit, tag or branch of the template') }] },
      on: stackOf(input),
    }),
  },
  {
    of: 'cloudformation execute-change-set',
    takes: ['StackName', 'ChangeSetName'],
    as: input => ({
      operation: 'stack execute',
      input: { ...(input.ChangeSetName && { 'change-set': input.ChangeSetName }) },
      on: stackOf(input),
    }),
  },
  {
    of: 'cloudformation rollback-stack',
    takes: ['StackName'],
    as: input => ({ operation: 'stack rollback', input: {}, on: stackOf(input) }),
  },
  {
    of: 'cloudformation delete-stack',
    takes: ['StackName'],
    as: input => ({ operation: 'stack delete', input: {}, on: stackOf(input) }),
  },
]
