import type { Text } from '../../../domain/runbook/line.ts'
import type { Tree } from '../../../domain/runbook/verdict.ts'
import { inputOf } from '../../inputs.ts'
import { literal } from '../../text.ts'
import { type As, type Change, isFile, listOf, mapOf } from './change.ts'

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

/** A deploy registers a copy of what runs, with the image of a version: what is in a file may be that, what is written out is not. */
const registered = (containers: Tree, { family, ...others }: Record<string, Tree>): As =>
  isFile(containers) && Object.keys(others).length === 0
    ? {
        operation: 'deploy',
        input: { version },
        on: { ...(family && { family }) },
        troubles: ['of the file Belay takes nothing: it registers what runs, with the image of that version'],
      }
    : { byHand: 'it writes out a task of its own, and a deploy registers what runs with another image' }

/** Whether all goes to one target group. */
function isForward(actions: Tree | undefined): boolean {
  const [first, ...others] = listOf(actions)
  const { Type: type, TargetGroupArn: group, ...more } = mapOf(first)
  const isPlain = others.length === 0 && Object.keys(more).length === 0
  return isPlain && group !== undefined && literal(type as Text | undefined) === 'forward'
}

/** What brings a version up beside the live one, has the listener forward to it, and deletes the other. */
export const blueGreenChanges: Change[] = [
  {
    of: 'ecs register-task-definition',
    knows: ['container definitions'],
    as: ({ 'cli-input-json': json, containerDefinitions: containers = json, ...input }) =>
      containers ? registered(containers, input) : sizeIn(input),
  },
  {
    of: 'ecs create-service',
    takes: [
      'cluster',
      'serviceName',
      'taskDefinition',
      'desiredCount',
      'launchType',
      'networkConfiguration',
      'loadBalancers',
    ],
    as: ({ serviceName: colour }) => ({
      operation: 'bluegreen',
      input: { version },
      on: { ...(colour && { colour }) },
    }),
  },
  {
    of: 'elbv2 modify-listener',
    takes: ['ListenerArn', 'DefaultActions'],
    as: ({ ListenerArn: listener, DefaultActions: actions }) =>
      isForward(actions)
        ? { operation: 'bluegreen switch', input: {}, on: { ...(listener && { listener }) } }
        : undefined,
  },
  {
    of: 'ecs delete-service',
    takes: ['cluster', 'service', 'force'],
    as: ({ service: colour }) => ({
      operation: 'bluegreen delete',
      input: { ...(colour && { colour }) },
      on: { ...(colour && { colour }) },
    }),
  },
]
