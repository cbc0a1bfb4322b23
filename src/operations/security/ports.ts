import type { Ingress } from '../../ports/security-groups.ts'

const known: Record<number, string> = {
  22: 'SSH',
  3306: 'MySQL',
  3389: 'remote desktop',
  5432: 'PostgreSQL',
  6379: 'Redis',
  9200: 'Elasticsearch',
  27017: 'MongoDB',
}

/** What a rule lets in: "SSH (22)", "8000 to 8100/udp over IPv6", "everything". */
export function ports({ protocol, fromPort, toPort, cidr }: Ingress): string {
  const over = cidr?.includes(':') ? ' over IPv6' : ''
  if (protocol === '-1') return `everything${over}`
  if (protocol.startsWith('icmp')) return `${protocol}${over}`
  const range = fromPort === toPort ? `${fromPort}` : `${fromPort} to ${toPort}`
  const name = fromPort === toPort && Object.hasOwn(known, fromPort) ? `${known[fromPort]} (${range})` : range
  return `${name}${protocol === 'tcp' ? '' : `/${protocol}`}${over}`
}
