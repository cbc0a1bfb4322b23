import type { Change } from '@aws-sdk/client-cloudformation'
import type { ChangeSet, StackEvent, Stacks, StackTarget } from '../../../ports/stacks.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { pages } from '../pages.ts'
import { aboutStack, orNone } from './calls.ts'
import { changeOf, eventOf, resourceOf, stateOf } from './described.ts'

/** So many pages of events belong to one change at most. */
const mostPages = 20

/** AWS CloudFormation as plans, looks and makers read it. */
export function createStacks(aws: AwsClients): Stacks {
  const reading = (target: Omit<StackTarget, 'stack'>) => aws.reading.cloudformation(target)

  async function eventPage(target: StackTarget, NextToken: string | undefined) {
    const page = await once(aboutStack('DescribeStackEvents', target), async abortSignal => {
      const from = NextToken === undefined ? {} : { NextToken }
      return (await reading(target)).describeStackEvents(
        { StackName: target.stack, ...from },
        { abortSignal },
      )
    })
    return { events: (page.StackEvents ?? []).map(eventOf), next: page.NextToken }
  }

  return {
    async state(target) {
      const found = await orNone(
        once(aboutStack('DescribeStacks', target), async abortSignal =>
          (await reading(target)).describeStacks({ StackName: target.stack }, { abortSignal }),
        ),
      )
      const [stack] = found?.Stacks ?? []
      return stack && stack.StackStatus !== 'DELETE_COMPLETE' ? stateOf(stack) : undefined
    },

    async summary(template, place) {
      const call = { ...aboutStack('GetTemplateSummary', { ...place, stack: '*' }), resource: 'the template' }
      const { Parameters = [], Capabilities = [] } = await once(call, async abortSignal =>
        (await reading(place)).getTemplateSummary(
          'url' in template ? { TemplateURL: template.url } : { TemplateBody: template.body },
          { abortSignal },
        ),
      )
      return {
        parameters: Parameters.map(({ ParameterKey = '', DefaultValue }) => ({
          name: ParameterKey,
          hasDefault: DefaultValue !== undefined,
        })),
        capabilities: Capabilities,
      }
    },

    changeSet: (target, name) => orNone(describeChangeSet(target, name)),

    resources: target =>
      pages(async NextToken => {
        const page = await once(aboutStack('ListStackResources', target), async abortSignal => {
          const asked = { StackName: target.stack, ...(NextToken && { NextToken }) }
          return (await reading(target)).listStackResources(asked, { abortSignal })
        })
        return { all: (page.StackResourceSummaries ?? []).map(resourceOf), next: page.NextToken }
      }),

    events: async target => (await eventPage(target, undefined)).events,

    async eventsSince(target, token) {
      const all: StackEvent[] = []
      let next: string | undefined
      for (let page = 0; page < mostPages; page++) {
        const found = await eventPage(target, next)
        all.push(...found.events)
        next = found.next
        if (next === undefined || isBeyond(all, token)) break
      }
      return all.slice(0, all.findLastIndex(event => event.token === token) + 1)
    },
  }

  async function describeChangeSet(target: StackTarget, ChangeSetName: string): Promise<ChangeSet> {
    const changes: Change[] = []
    let NextToken: string | undefined
    for (;;) {
      const page = await once(aboutStack('DescribeChangeSet', target), async abortSignal => {
        const from = NextToken === undefined ? {} : { NextToken }
        return (await reading(target)).describeChangeSet(
          { StackName: target.stack, ChangeSetName, ...from },
          { abortSignal },
        )
      })
      changes.push(...(page.Changes ?? []))
      NextToken = page.NextToken
      if (NextToken !== undefined) continue
      return {
        id: page.ChangeSetId ?? '',
        name: page.ChangeSetName ?? '',
        description: page.Description ?? '',
        status: page.Status ?? '',
        execution: page.ExecutionStatus ?? '',
        changes: changes.flatMap(changeOf),
        ...(page.StatusReason && { reason: page.StatusReason }),
      }
    }
  }
}

/** Whether the page ends with what was before the request of that token. */
const isBeyond = (events: StackEvent[], token: string): boolean =>
  events.some(event => event.token === token) && events.at(-1)?.token !== token
