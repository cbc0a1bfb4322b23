import { type Input, ok, refuse, type Service } from './answer.ts'

export interface Zone {
  name: string
  isPrivate?: boolean
  records: { name: string; type: 'A' | 'AAAA' | 'CNAME' | 'TXT'; values?: string[]; alias?: string }[]
}

/** Route 53: zones, and the records in them. */
export function createRoute53() {
  const zones = new Map<string, Zone>()
  const answers: Service['answers'] = {
    ListHostedZonesByName({ dnsname = '' }) {
      // By their names read from the end, from the one that is asked for on, as Route 53 sorts them.
      const backwards = (name: string) => name.split('.').reverse().join('.')
      const found = [...zones]
        .filter(([, { name }]) => backwards(name) >= backwards(dnsname))
        .sort(([, a], [, b]) => backwards(a.name).localeCompare(backwards(b.name)))
      return ok({
        HostedZones: {
          HostedZone: found.map(([id, { name, isPrivate = false }]) => ({
            Id: `/hostedzone/${id}`,
            Name: `${name}.`,
            CallerReference: 'sandbox',
            Config: { PrivateZone: isPrivate },
          })),
        },
        IsTruncated: false,
        MaxItems: 100,
      })
    },
    ListResourceRecordSets({ id, name = '' }) {
      const zone = zones.get(id)
      if (!zone) return refuse('NoSuchHostedZone', `No hosted zone found with ID: ${id}`, 404)
      return ok({
        ResourceRecordSets: {
          ResourceRecordSet: zone.records
            .filter(record => record.name >= name)
            .map(({ name: of, type, values = [], alias }) => ({
              Name: `${of}.`,
              Type: type,
              ...(alias === undefined
                ? { TTL: 60, ResourceRecords: { ResourceRecord: values.map(Value => ({ Value })) } }
                : {
                    AliasTarget: {
                      HostedZoneId: 'Z35SXDOTRQ7X7K',
                      DNSName: `${alias}.`,
                      EvaluateTargetHealth: true,
                    },
                  }),
            })),
        },
        IsTruncated: false,
        MaxItems: 300,
      })
    },
  }
  return {
    answers,
    resource: ({ id }: Input) => (id === undefined ? '*' : `arn:aws:route53:::hostedzone/${id}`),
    set: (zone: Zone): void => void zones.set(`Z${Buffer.from(zone.name).toString('hex')}`, zone),
  } satisfies Service & Record<string, unknown>
}

/** Which action a request of Route 53's REST API is. */
export function route53Call(method: string, url: string): { action: string; input: Input } {
  const { pathname, searchParams } = new URL(url, 'http://route53')
  const query = Object.fromEntries(searchParams)
  const [, id] = /^\/2013-04-01\/hostedzone\/([^/]+)\/rrset\/?$/.exec(pathname) ?? []
  if (method === 'GET' && id !== undefined)
    return { action: 'ListResourceRecordSets', input: { ...query, id } }
  if (method === 'GET' && pathname === '/2013-04-01/hostedzonesbyname')
    return { action: 'ListHostedZonesByName', input: query }
  return { action: `${method} ${pathname}`, input: {} }
}
