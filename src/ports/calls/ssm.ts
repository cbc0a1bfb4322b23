import { z } from 'zod'
import { account } from './account.ts'
import { callKind } from './call.ts'
import { held } from './secrets.ts'

/**
 * Runs a document of Systems Manager on one machine, and waits for its end. `hash`: of the document as it was planned on;
 * Systems Manager refuses another. Answers `{ command }`, its id.
 */
export const sendCommand = callKind(
  'ssm:SendCommand',
  z.object({
    document: z.string(),
    version: z.string(),
    hash: z.string(),
    machine: z.string(),
    parameters: z.record(z.string(), z.array(z.string())),
    ...account,
  }),
)

/**
 * Gives a parameter of type SecureString the value that a secret's version holds, under the key that it has. `from`: its
 * version when it is planned.
 */
export const putParameter = callKind(
  'ssm:PutParameter',
  z.object({
    ...held,
    parameter: z.string(),
    from: z.int(),
    keyId: z.string().exactOptional(),
    tier: z.string().exactOptional(),
    ...account,
  }),
)
