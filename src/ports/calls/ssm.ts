import { z } from 'zod'
import { callKind } from './call.ts'

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
    region: z.string().exactOptional(),
    role: z.string().exactOptional(),
  }),
)
