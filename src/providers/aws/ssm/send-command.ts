import type { GetCommandInvocationCommandOutput } from '@aws-sdk/client-ssm'
import type { z } from 'zod'
import { OutsideError } from '../../../domain/errors.ts'
import type { Json } from '../../../domain/run/plan.ts'
import { fieldOf, type Maker, maker, markOf, type Observation } from '../../../ports/calls/call.ts'
import { sendCommand } from '../../../ports/calls/ssm.ts'
import type { Machines } from '../../../ports/machines.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutDocument } from './calls.ts'

type Params = z.infer<typeof sendCommand.params>

/** A machine that has not begun by then, in seconds, does not any more. */
const beginsWithin = 60

/**
 * Runs a document on a machine, once, and follows it to its end. What was sent is found again by the mark in its comment;
 * where it is not found, nothing says that it was not sent, and a person does.
 */
export function createSendCommand(aws: AwsClients, machines: Machines): Maker {
  async function invocation(params: Params, command: string) {
    const asked = { CommandId: command, InstanceId: params.machine }
    try {
      return await once(aboutDocument('GetCommandInvocation', params, params.document), async abortSignal => {
        const ssm = await aws.reading.ssm(params)
        return ssm.getCommandInvocation(asked, { abortSignal })
      })
    } catch (error) {
      // It is not known of the machine at once.
      if (error instanceof OutsideError && error.fault.code === 'InvocationDoesNotExist') return undefined
      throw error
    }
  }

  return maker<Params>({
    kind: sendCommand,
    repeatable: false,

    async look(params, made) {
      const { document, machine, hash } = params
      const { Commands = [] } = await once(
        aboutDocument('ListCommands', params, document),
        async abortSignal => {
          const ssm = await aws.reading.ssm(params)
          const Filters = [{ key: 'DocumentName' as const, value: document }]
          return ssm.listCommands({ InstanceId: machine, Filters, MaxResults: 50 }, { abortSignal })
        },
      )
      const ours = Commands.find(({ Comment }) => Comment?.endsWith(markOf(made)))
      if (ours?.CommandId !== undefined) return { is: 'after', result: { command: ours.CommandId } }
      const now = await machines.document(document, params)
      return now?.hash === hash
        ? { is: 'before' }
        : { is: 'other', how: `${document} is another document than when it was approved.` }
    },

    async start(params, made) {
      const { document, version, hash, machine, parameters } = params
      const { Command } = await once(
        aboutDocument('SendCommand', params, document, true),
        async abortSignal => {
          const ssm = await aws.ssm(params)
          const asked = {
            DocumentName: document,
            DocumentVersion: version,
            DocumentHash: hash,
            DocumentHashType: 'Sha256' as const,
            InstanceIds: [machine],
            Parameters: parameters,
            Comment: `Belay ${markOf(made)}`,
            TimeoutSeconds: beginsWithin,
          }
          return ssm.sendCommand(asked, { abortSignal })
        },
      )
      return { command: Command?.CommandId ?? '' }
    },

    async observe(params, result) {
      const found = await invocation(params, commandIn(result))
      if (!found)
        return { is: 'going', progress: { done: 0, of: 0, what: '', said: ['It has not begun yet.'] } }
      return seen(found, params)
    },

    async output(params, result) {
      const found = await invocation(params, commandIn(result))
      return found && printed(found).output
    },

    async cancel(params, result, guard) {
      const { document, machine } = params
      const ssm = await aws.ssm(params)
      guard()
      await once(aboutDocument('CancelCommand', params, document, true), abortSignal =>
        ssm.cancelCommand({ CommandId: commandIn(result), InstanceIds: [machine] }, { abortSignal }),
      )
    },
  })
}

function seen(found: GetCommandInvocationCommandOutput, { machine }: Params): Observation {
  const { Status = '', StatusDetails = Status, ResponseCode } = found
  const output = printed(found)
  const progress = {
    done: 0,
    of: 0,
    what: '',
    said: [`${machine}: ${StatusDetails}`],
    ...output,
    ...(/^(?:InProgress|Cancelling)$/.test(Status) && { begun: Status }),
  }
  if (['Pending', 'InProgress', 'Delayed', 'Cancelling'].includes(Status)) return { is: 'going', progress }
  if (Status === 'Success') return { is: 'done', progress: { ...progress, said: [] } }
  const ended =
    ResponseCode !== undefined && ResponseCode > 0
      ? `It ended with exit ${ResponseCode}`
      : 'It did not succeed'
  return { is: 'failed', why: `${ended} on ${machine} (${StatusDetails}).`, said: [], ...output }
}

/** What it has written, and behind that its errors. */
function printed({
  StandardOutputContent: out = '',
  StandardErrorContent: errors = '',
}: GetCommandInvocationCommandOutput): { output?: string } {
  const output = [out, errors]
    .map(text => text.trimEnd())
    .filter(text => text !== '')
    .join('\n')
  return output === '' ? {} : { output }
}

const commandIn = (result: Json): string => String(fieldOf(result, 'command') ?? '')
