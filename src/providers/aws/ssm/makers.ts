import type { Maker } from '../../../ports/calls/call.ts'
import type { Machines } from '../../../ports/machines.ts'
import type { Parameters } from '../../../ports/parameters.ts'
import type { AwsClients } from '../clients.ts'
import { createPutParameter } from './put-parameter.ts'
import { createSendCommand } from './send-command.ts'

/** Everything that changes something by Systems Manager. */
export const ssmMakers = (aws: AwsClients, machines: Machines, parameters: Parameters): Maker[] => [
  createSendCommand(aws, machines),
  createPutParameter(aws, parameters),
]
