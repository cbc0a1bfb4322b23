import { UserError } from '../domain/errors.ts'
import type { Where } from './operation.ts'

/** The service that it is about; a `UserError` where none is named. */
export function serviceOf({ system, environment, service }: Where): NonNullable<Where['service']> {
  if (service) return service
  throw new UserError(`Which service of ${system.title} ${environment}?`)
}
