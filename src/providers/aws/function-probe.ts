import type { Probes } from '../../ports/probes.ts'
import type { AwsClients } from './clients.ts'
import { plain } from './diagnosis.ts'
import { ask } from './failure.ts'
import { aboutFunction } from './lambda/calls.ts'
import { looked } from './look.ts'

/** Reads whether a function of AWS Lambda can be called, and what became of its last update. */
export function createFunctionProbe(aws: AwsClients): Probes['lambda'] {
  return ({ function: FunctionName, ...where }, timeoutMs) =>
    looked('Lambda', timeoutMs, async limit => {
      const call = aboutFunction('GetFunctionConfiguration', { function: FunctionName, ...where })
      const found = await ask(call, limit, async abortSignal => {
        const lambda = await aws.reading.lambda(where)
        return lambda.getFunctionConfiguration({ FunctionName }, { abortSignal })
      })
      const { State = 'Active', StateReason, LastUpdateStatus, LastUpdateStatusReason } = found
      const isDown = State === 'Failed'
      const isUpdating = LastUpdateStatus === 'InProgress'
      const hasFailed = LastUpdateStatus === 'Failed'
      const isFine = !isDown && State !== 'Pending' && !isUpdating && !hasFailed
      const detail = [
        State.toLowerCase(),
        ...(StateReason ? [plain(StateReason)] : []),
        ...(isUpdating ? ['being updated'] : []),
        ...(hasFailed ? [`last update failed: ${plain(LastUpdateStatusReason ?? 'no reason given')}`] : []),
      ]
      return { state: isDown ? 'down' : isFine ? 'fine' : 'unsettled', detail: detail.join(', ') }
    })
}
