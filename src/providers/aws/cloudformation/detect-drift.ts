import type { z } from 'zod'
import { fieldOf, type Maker, maker } from '../../../ports/calls/call.ts'
import { detectDrift } from '../../../ports/calls/cloudformation.ts'
import { hasDrifted, type Stacks } from '../../../ports/stacks.ts'
import type { AwsClients } from '../clients.ts'
import { plain } from '../diagnosis.ts'
import { once } from '../once.ts'
import { aboutStack } from './calls.ts'

type Params = z.infer<typeof detectDrift.params>

/** Has CloudFormation compare a stack's resources with its template, and tells what is otherwise. */
export const createDetectDrift = (aws: AwsClients, stacks: Stacks): Maker =>
  maker<Params>({
    kind: detectDrift,
    repeatable: true,
    look: async () => ({ is: 'before' }),
    async start(params) {
      const { StackDriftDetectionId = '' } = await once(
        aboutStack('DetectStackDrift', params),
        async abortSignal => {
          const cloudformation = await aws.cloudformation(params)
          return cloudformation.detectStackDrift({ StackName: params.stack }, { abortSignal })
        },
      )
      return { detection: StackDriftDetectionId }
    },
    async observe(params, result) {
      const found = await once(aboutStack('DescribeStackDriftDetectionStatus', params), async abortSignal => {
        const cloudformation = await aws.reading.cloudformation(params)
        const StackDriftDetectionId = String(fieldOf(result, 'detection') ?? '')
        return cloudformation.describeStackDriftDetectionStatus({ StackDriftDetectionId }, { abortSignal })
      })
      const progress = { done: 0, of: 1, what: 'looks', said: [] }
      if (found.DetectionStatus === 'DETECTION_IN_PROGRESS')
        return { is: 'going', progress: { ...progress, begun: true } }
      if (found.DetectionStatus !== 'DETECTION_COMPLETE')
        return {
          is: 'failed',
          why: `It could not be looked for: ${plain(found.DetectionStatusReason ?? 'CloudFormation gave no reason')}`,
          said: [],
        }
      const drifted = (await stacks.resources(params)).filter(hasDrifted)
      const said = drifted.length === 0 ? ['Everything is as the template says.'] : []
      const output = drifted.map(({ name, type, drift = '' }) => `${name}, ${type}: ${drift.toLowerCase()}`)
      return {
        is: 'done',
        progress: { ...progress, done: 1, said, ...(output.length > 0 && { output: output.join('\n') }) },
      }
    },
  })
