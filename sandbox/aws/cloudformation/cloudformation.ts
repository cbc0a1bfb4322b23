import { arn, ok, refuse, type Service } from '../answer.ts'
import { createChangeSets } from './change-sets.ts'
import { createDrift } from './drift.ts'
import { allEvents, madeOf, statusOf } from './events.ts'
import { eventFields, resourceFields, stackFields } from './fields.ts'
import { createKept, idOf } from './kept.ts'
import { differences, type Template, templateOf } from './template.ts'
import type { SimulatedStack } from './world.ts'

/** How many events one page has. */
const pageSize = 20

/** AWS CloudFormation: stacks and their change sets. Changes take their time by `now`. */
export function createCloudFormation(now: () => number) {
  const kept = createKept(now)
  const { stacks, templates, on, bodyOf, begin } = kept

  const answers: Service['answers'] = {
    DescribeStacks: on(stack => ok({ Stacks: { member: [stackFields(stack, now())] } })),

    DescribeStackEvents: on((stack, { NextToken = '0' }) => {
      const all = allEvents(stack, now())
      const from = Number(NextToken)
      const next = from + pageSize
      return ok({
        StackEvents: {
          member: all.slice(from, next).map((event, i) => eventFields(stack, event, all.length - from - i)),
        },
        ...(next < all.length && { NextToken: `${next}` }),
      })
    }),

    ListStackResources: on(stack =>
      ok({ StackResourceSummaries: { member: resourceFields(stack, madeOf(stack, now()), now()) } }),
    ),

    GetTemplateSummary(input) {
      const body = bodyOf(input)
      if (body === undefined) return refuse('ValidationError', 'S3 error: The specified key does not exist.')
      const { Parameters = {}, Resources } = templateOf(body)
      const needs = Object.values(Resources).some(({ Type }) => Type === 'AWS::IAM::Role')
      return ok({
        Parameters: {
          member: Object.entries(Parameters).map(([ParameterKey, { Type, Default }]) => ({
            ParameterKey,
            ParameterType: Type,
            ...(Default !== undefined && { DefaultValue: `${Default}` }),
          })),
        },
        Capabilities: { member: needs ? ['CAPABILITY_IAM'] : [] },
      })
    },

    ...createChangeSets(kept),

    CancelUpdateStack: on(stack => {
      const { status } = statusOf(stack, now())
      if (status !== 'UPDATE_IN_PROGRESS')
        return refuse(
          'ValidationError',
          `CancelUpdateStack cannot be called from current stack status: ${status}`,
        )
      stack.operations.at(-1)!.cancelledAt = now()
      return ok()
    }),

    RollbackStack: on((stack, { ClientRequestToken: token }) =>
      begin(stack, { kind: 'rollback', token, changes: [] }),
    ),
    ContinueUpdateRollback: on((stack, { ClientRequestToken: token }) =>
      begin(stack, { kind: 'continue', token, changes: [] }),
    ),

    DeleteStack: on((stack, { ClientRequestToken: token }) => {
      if (stack.isProtected)
        return refuse(
          'ValidationError',
          `Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`,
        )
      const changes = differences(madeOf(stack, now()).Resources, {})
      return begin(stack, { kind: 'delete', token, changes })
    }),

    ...createDrift(kept),
  }

  return {
    answers,
    resource: ({ StackName = '*' }) => arn('cloudformation', `stack/${StackName}/*`),
    /** Adds a stack as a template makes it, or changes one that is there. */
    set(change: { name: string; body?: string } & Partial<Omit<SimulatedStack, 'name' | 'template'>>): void {
      const { body, ...more } = change
      const template: Template | undefined = body === undefined ? undefined : templateOf(body)
      const fresh = {
        id: idOf(change.name, stacks.size),
        at: now(),
        template: { Resources: {} },
        parameters: {},
        operations: [],
        changeSets: [],
      }
      stacks.set(change.name, {
        ...(stacks.get(change.name) ?? fresh),
        ...more,
        ...(template && { template }),
      })
    },
    status: (name: string): string | undefined => {
      const stack = stacks.get(name)
      return stack && statusOf(stack, now()).status
    },
    /** Puts a template where its address says. */
    put: (url: string, body: string): void => void templates.set(url, body),
  } satisfies Service & Record<string, unknown>
}
