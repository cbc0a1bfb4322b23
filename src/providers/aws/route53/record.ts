import { lookup as resolve } from 'node:dns'
import type { LookupFunction } from 'node:net'
import type { HostedZone, ResourceRecordSet } from '@aws-sdk/client-route-53'
import type { Probes } from '../../../ports/probes.ts'
import { addressesOf } from '../../addresses.ts'
import { type Found, looked } from '../../looked.ts'
import { type AwsCall, type TimeLimit, within } from '../call.ts'
import type { AwsClients } from '../clients.ts'
import { ask } from '../failure.ts'

const call = (action: string, resource: string): AwsCall => ({
  action: `route53:${action}`,
  resource,
  about: `zone of ${resource} in Route 53`,
  allow: { Resource: action === 'ListResourceRecordSets' ? 'arn:aws:route53:::hostedzone/*' : '*' },
})

/** Records that lead to where something is found. */
const leading = ['A', 'AAAA', 'CNAME']

/** Reads what Route 53 says of a name, and whether that is what it resolves to from here. */
export function createRecordProbe(
  aws: AwsClients,
  lookup: LookupFunction = resolve as LookupFunction,
): Probes['record'] {
  return ({ domain, ...where }, timeoutMs) => {
    /** The public zone that a name lies in: that of the name itself, or of what it ends with. */
    async function zoneOf(name: string, limit: TimeLimit): Promise<HostedZone | undefined> {
      const { HostedZones = [] } = await ask(
        call('ListHostedZonesByName', domain),
        limit,
        async abortSignal => {
          const route53 = await aws.reading.route53(where)
          return route53.listHostedZonesByName({ DNSName: name }, { abortSignal })
        },
      )
      const found = HostedZones.find(({ Name, Config }) => Name === `${name}.` && !Config?.PrivateZone)
      const [, ...rest] = name.split('.')
      return found ?? (rest.length > 1 ? zoneOf(rest.join('.'), limit) : undefined)
    }

    async function recordsIn({ Id }: HostedZone, limit: TimeLimit): Promise<ResourceRecordSet[]> {
      const { ResourceRecordSets = [] } = await ask(
        call('ListResourceRecordSets', domain),
        limit,
        async abortSignal => {
          const route53 = await aws.reading.route53(where)
          return route53.listResourceRecordSets(
            { HostedZoneId: Id, StartRecordName: domain },
            { abortSignal },
          )
        },
      )
      return ResourceRecordSets.filter(
        ({ Name, Type }) => Name === `${domain}.` && leading.includes(Type ?? ''),
      )
    }

    return looked('Route 53', timeoutMs, async (): Promise<Found> => {
      const limit = within(timeoutMs)
      const zone = await zoneOf(domain, limit)
      if (!zone) return { state: 'unknown', detail: 'has no public zone for it' }
      const records = await recordsIn(zone, limit)
      if (records.length === 0)
        return {
          state: 'down',
          detail: `its zone ${zone.Name?.slice(0, -1)} has no record that leads anywhere`,
        }
      const said = records.flatMap(targetsOf)
      const meant = (await Promise.all(said.map(name => addressesOf(name, lookup)))).flat()
      const found = await addressesOf(domain, lookup)
      const leads = `leads to ${said.slice(0, 3).join(', ')}`
      if (found.length === 0) return { state: 'down', detail: `${leads}, and nobody is found under the name` }
      return found.some(address => meant.includes(address))
        ? { state: 'fine', detail: `${leads}, and so does the name` }
        : { state: 'down', detail: `${leads}, and the name to ${found.slice(0, 3).join(', ')}` }
    })
  }
}

/** Names, or addresses. */
const targetsOf = ({ AliasTarget, ResourceRecords = [] }: ResourceRecordSet): string[] =>
  AliasTarget
    ? [(AliasTarget.DNSName ?? '').replace(/\.$/, '')]
    : ResourceRecords.map(({ Value = '' }) => Value.replace(/\.$/, ''))
