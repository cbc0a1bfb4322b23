import type { Text } from '../../../domain/runbook/line.ts'
import type { Tree } from '../../../domain/runbook/verdict.ts'
import { inputOf } from '../../inputs.ts'
import { type As, type Change, only } from './change.ts'

const version: Text = [{ of: 'input', input: inputOf('version') }]

/** Other CPU or memory is that of a service's tasks, which go on it at once. */
const sizeIn = ({ family, cpu, memory, ...others }: Record<string, Tree>): As =>
  family && (cpu || memory) && Object.keys(others).length === 0
    ? {
        operation: 'tasks size',
        input: { ...(cpu && { cpu }), ...(memory && { memory }) },
        on: { family },
      }
    : undefined

/** What brings a version up beside the live one, has the listener forward to it, and ends the other. */
export const blueGreenChanges: Change[] = [
  {
    of: 'ecs register-task-definition',
    knows: ['container definitions'],
    // A deploy registers a copy of what runs, with the image of a version.
    as: input =>
      'cli-input-json' in input || 'containerDefinitions' in input
        ? { operation: 'deploy', input: { version } }
        : sizeIn(input),
  },
  {
    of: 'ecs create-service',
    as: ({ serviceName: colour }) => ({
      operation: 'bluegreen',
      input: { version },
      on: { ...(colour && { colour }) },
    }),
  },
  {
    of: 'elbv2 modify-listener',
    as: input =>
      only(input, 'ListenerArn', 'DefaultActions')
        ? {
            operation: 'bluegreen switch',
            input: {},
            on: { ...(input.ListenerArn && { listener: input.ListenerArn }) },
          }
        : undefined,
  },
  {
    of: 'ecs delete-service',
    // The service stays, with no tasks, for the next time.
    as: ({ service: colour }) => ({
      operation: 'bluegreen retire',
      input: {},
      on: { ...(colour && { colour }) },
    }),
  },
]
