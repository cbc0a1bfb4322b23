import { z } from 'zod'

/** Where a call goes in AWS, or where the secrets that it takes lie: region and role of an environment. */
export const account = { region: z.string().exactOptional(), role: z.string().exactOptional() }
