import { z } from 'zod'
import { Secret } from '../../domain/secret.ts'
import { account } from './account.ts'
import { callKind } from './call.ts'

/**
 * Sends a request to one of the team's own addresses, once. Answers `{ status, ms, answer }`, what would let its reader in
 * somewhere masked.
 */
export const sendRequest = callKind(
  'http:request',
  z.object({
    url: z.string(),
    method: z.string(),
    token: Secret.exactOptional(),
    header: z.string().exactOptional(),
    body: z.json().exactOptional(),
    ...account,
  }),
)
