import type { World } from '../sandbox/world.ts'

/** Where the simulated services are. */
export interface Addresses {
  aws: string
  sns: string
  redis: string
  alertmanager: string
  endpoints: string
}

export const addressesOf = ({ aws, sns, redis, alertmanager, endpoints }: World): Addresses => ({
  aws: aws.url,
  sns: sns.url,
  redis: redis.url,
  alertmanager: alertmanager.url,
  endpoints: endpoints.url,
})

/** Where an address of a system file is found instead. */
export function rewriting({ sns, redis, alertmanager, endpoints }: Addresses) {
  return (address: string): string => {
    if (address.startsWith('redis')) return redis
    const { host, pathname, search } = new URL(address)
    if (host.startsWith('sns.')) return `${sns}${pathname}${search}`
    return host.startsWith('alertmanager') ? alertmanager : `${endpoints}/${host}${pathname}${search}`
  }
}
