import type { z } from 'zod'
import { fieldOf, type Maker, maker, markOf } from '../../../ports/calls/call.ts'
import { publishVersion } from '../../../ports/calls/lambda.ts'
import type { Functions } from '../../../ports/functions.ts'
import type { AwsClients } from '../clients.ts'
import { plain } from '../diagnosis.ts'
import { once } from '../once.ts'
import { aboutFunction } from './calls.ts'

type Params = z.infer<typeof publishVersion.params>

/** Keeps the newest code under a number, and waits until that can be called. Where nothing has changed since the last one, Lambda answers with that. */
export const createPublishVersion = (aws: AwsClients, functions: Functions): Maker =>
  maker<Params>({
    kind: publishVersion,
    repeatable: true,
    async look(params, made) {
      const mark = markOf(made)
      const ours = (await functions.versions(params)).find(({ description }) => description.endsWith(mark))
      if (ours) return { is: 'after', result: { version: `${ours.version}` } }
      const now = await functions.state(params)
      if (!now) return { is: 'other', how: `Lambda has no function ${params.function} any more.` }
      return now.sha === params.sha
        ? { is: 'before' }
        : { is: 'other', how: `${params.function} has been given other code meanwhile.` }
    },
    async start(params, made) {
      const answer = await once(aboutFunction('PublishVersion', params, true), async abortSignal => {
        const lambda = await aws.lambda(params)
        return lambda.publishVersion(
          {
            FunctionName: params.function,
            CodeSha256: params.sha,
            Description: `${params.description} ${markOf(made)}`.trim(),
          },
          { abortSignal },
        )
      })
      return { version: answer.Version ?? '' }
    },
    async observe(params, result) {
      const Qualifier = String(fieldOf(result, 'version') ?? '')
      const { State = 'Active', StateReason = 'Lambda gave no reason' } = await once(
        aboutFunction('GetFunctionConfiguration', params),
        async abortSignal => {
          const lambda = await aws.reading.lambda(params)
          return lambda.getFunctionConfiguration(
            { FunctionName: params.function, Qualifier },
            { abortSignal },
          )
        },
      )
      const progress = { done: State === 'Pending' ? 0 : 1, of: 1, what: 'versions ready', said: [] }
      if (State === 'Failed')
        return { is: 'failed', why: `Version ${Qualifier} cannot be used: ${plain(StateReason)}`, said: [] }
      return State === 'Pending'
        ? { is: 'going', progress: { ...progress, begun: true } }
        : { is: 'done', progress }
    },
  })
