import type { Secret } from '../domain/secret.ts'
import type { Held } from './calls/secrets.ts'

/** Where a secret lies, if it is one of AWS's. */
export interface Vault {
  region?: string
  role?: string
}

/**
 * Finds the secrets that system files name. Nothing is kept, so that one that was replaced counts at once. Without it an
 * `OutsideError` that names it and says what would mend that; its value is in no error.
 */
export interface Secrets {
  reveal(secret: Secret, vault: Vault): Promise<string>
}

/** Reads what a version of a secret in Secrets Manager holds, for the call that takes it. */
export type ReadHeld = (held: Held, vault: Vault) => Promise<string>
