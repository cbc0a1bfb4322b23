import type { Json } from '../../domain/run/plan.ts'
import { isMeant, type NamedPlace } from '../../domain/runbook/named-place.ts'
import type { Secret } from '../../domain/secret.ts'

/** What a system file says of where a database or a cache is: its address, and as what AWS knows it. */
export interface Whereabouts {
  url?: string | Secret | undefined
  id?: string | undefined
}

/** What of the place that a step names cannot be told from the system file alone; undefined where it is another one. */
export function leftOf({ host, ...rest }: NamedPlace, { url, id }: Whereabouts): NamedPlace | undefined {
  const left = host === undefined || (id !== undefined && isOfAws(host, id)) ? rest : { ...rest, host }
  if (typeof url !== 'string') return left
  return isMeant(url, left) ? {} : undefined
}

export const isCertain = (left: NamedPlace): boolean => Object.keys(left).length === 0

/** `shop.abc123.us-east-1.rds.amazonaws.com`, `master.shop.abc123.use1.cache.amazonaws.com` */
const isOfAws = (host: string, id: string): boolean =>
  /\.amazonaws\.com(?:\.cn)?$/.test(host) && host.split('.').slice(0, 2).includes(id)

/** A place as a step's own words name it, once they are filled. */
export function placeIn(said: Json | undefined): NamedPlace | undefined {
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return undefined
  const { host, port, database } = said
  return {
    ...(typeof host === 'string' && { host }),
    ...(typeof port === 'string' && { port }),
    ...(typeof database === 'string' && { database }),
  }
}
