import type { Call } from '../../domain/run/plan.ts'
import type { SecretForm } from '../../ports/secret-store.ts'

/** A version of a secret, with what its value is made of; `at`: which call of the plan is the first that tells it. */
export interface Version {
  version: string
  form: SecretForm
  at: number
}

/** What has a place take a version. */
export interface Told {
  calls: Call[]
  resources: string[]
  now?: string[]
  warnings?: string[]
}
