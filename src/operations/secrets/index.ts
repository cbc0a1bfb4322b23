import type { SecretStore } from '../../ports/secret-store.ts'
import type { Read } from '../read.ts'
import { discard } from './discard.ts'
import { listSecrets } from './list.ts'
import { put } from './put.ts'
import { type RotateDeps, rotate } from './rotate.ts'
import { tell } from './tell.ts'

/** Everything that can be done to secrets. */
export const secretOperations = (deps: RotateDeps) => [
  rotate(deps),
  tell(deps),
  put(deps),
  discard(deps.secrets),
]

/** Everything that can be looked at of them. */
export const secretReads = (secrets: SecretStore, now: () => number): Read[] => [listSecrets(secrets, now)]
