import { z } from 'zod'
import { account } from './account.ts'
import { callKind } from './call.ts'

const target = { ...account, function: z.string() }
const routing = z.object({
  version: z.string(),
  also: z.object({ version: z.string(), weight: z.number() }).exactOptional(),
})

/**
 * Replaces a function's newest code, and waits until that can be used. `from`: the SHA-256 of the code that it had; `sha`:
 * that of the package, where Lambda told it. Answers `{ sha }`.
 */
export const updateFunctionCode = callKind(
  'lambda:UpdateFunctionCode',
  z.object({
    ...target,
    from: z.string(),
    code: z.union([z.object({ bucket: z.string(), key: z.string() }), z.object({ image: z.string() })]),
    sha: z.string().exactOptional(),
  }),
)

/** Sets a function's memory in MB, and waits until that counts. Answers `{ sha }`, of the code that has it. */
export const setMemory = callKind(
  'lambda:UpdateFunctionConfiguration memorySize',
  z.object({ ...target, from: z.int(), to: z.int() }),
)

/**
 * Keeps a function's newest code and settings under a number. `sha`: of the code that is meant. Answers `{ version }`. Its
 * description ends with the run, by which it is found again.
 */
export const publishVersion = callKind(
  'lambda:PublishVersion',
  z.object({ ...target, sha: z.string(), description: z.string() }),
)

/** Has an alias lead elsewhere. */
export const updateAlias = callKind(
  'lambda:UpdateAlias',
  z.object({ ...target, alias: z.string(), from: routing, to: routing }),
)

/** Keeps so many environments of an alias warm; none of 0. */
export const setProvisioned = callKind(
  'lambda:PutProvisionedConcurrencyConfig',
  z.object({ ...target, alias: z.string(), from: z.int(), to: z.int() }),
)
