import type { Place } from './rds.ts'

/** A parameter of Systems Manager's Parameter Store, without its value. */
export interface StoredParameter {
  /** `String`, `StringList` or `SecureString`. */
  type: string
  version: number
  /** The key of KMS that it is encrypted with. */
  keyId?: string
  tier?: string
}

/** Parameter Store, as plans read it. Faults are `OutsideError`s in words. */
export interface Parameters {
  /** Undefined: there is none of this name. */
  parameter(name: string, place: Place): Promise<StoredParameter | undefined>
}
