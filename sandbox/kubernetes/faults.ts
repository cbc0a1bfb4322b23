import { type Answer, type Asked, refuse } from './asked.ts'

/**
 * What a verb on a resource does instead, until it is mended. `hanging` never answers, `lost` does what it is asked to and
 * closes the connection.
 */
export type KubernetesFault =
  | 'denied'
  | 'unknown'
  | 'throttled'
  | 'conflict'
  | 'expired'
  | 'broken'
  | 'hanging'
  | 'lost'

/** How it refuses. */
export const refusals: Record<Exclude<KubernetesFault, 'hanging' | 'lost'>, (asked: Asked) => Answer> = {
  denied: ({ resource, verb, namespace }) =>
    refuse(
      403,
      'Forbidden',
      `${resource} is forbidden: User "system:serviceaccount:belay:belay" cannot ${verb} resource "${resource}" in the namespace "${namespace}"`,
    ),
  unknown: () => refuse(401, 'Unauthorized', 'Unauthorized'),
  throttled: () => refuse(429, 'TooManyRequests', 'too many requests, please try again later'),
  conflict: ({ name }) =>
    refuse(
      409,
      'Conflict',
      `Operation cannot be fulfilled on "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    ),
  expired: () => refuse(410, 'Expired', 'The provided continue parameter is too old'),
  broken: () => refuse(503, 'ServiceUnavailable', 'the server is currently unable to handle the request'),
}
