/** Where Redis is, read from `REDIS_URL`. */
export type Address =
  | { kind: 'single'; url: string }
  | {
      kind: 'sentinel'
      name: string
      nodes: Node[]
      username?: string
      password?: string
      db: number
      tls: boolean
    }
  | { kind: 'cluster'; nodes: Node[]; username?: string; password?: string; tls: boolean }

interface Node {
  host: string
  port: number
}

const forms =
  'expected redis://host:port, rediss://host:port, redis+sentinel://host:port,host:port/master-name or redis+cluster://host:port,host:port; in a password its signs # / ? @ % are written %23 %2F %3F %40 %25'

/** What stands after the password is a host: a sign too many in the password must not make one of the half of it. */
const single = /^rediss?:\/\/(?:[^/?]*@)?[^/?@,]+(?:\/\d*)?(?:\?[^@]*)?$/

/** Reads an address (`rediss+…` for TLS); throws an `Error` that names the accepted forms, never the address itself. */
export function parseAddress(url: string): Address {
  if (/#|%(?![\da-f]{2})/i.test(url)) throw new Error(forms)
  if (single.test(url) && URL.canParse(url)) return { kind: 'single', url }
  const match =
    /^(rediss?)\+(sentinel|cluster):\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^/]+)(?:\/([^/]*))?(?:\/(\d+))?$/.exec(
      url,
    )
  if (!match) throw new Error(forms)
  const [, scheme, kind, username, password, hosts, name, db] = match
  const port = kind === 'sentinel' ? 26_379 : 6_379
  const nodes = hosts!.split(',').map(host => parseNode(host, port))
  const common = {
    nodes,
    tls: scheme === 'rediss',
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
  }
  if (kind === 'cluster') return { kind, ...common }
  if (!name) throw new Error(forms)
  return { kind: 'sentinel', name, db: Number(db ?? 0), ...common }
}

function parseNode(text: string, defaultPort: number): Node {
  const match = /^(\[[^\]]+\]|[^:@]+)(?::(\d+))?$/.exec(text.trim())
  if (!match) throw new Error(forms)
  return { host: match[1]!.replace(/^\[|\]$/g, ''), port: Number(match[2] ?? defaultPort) }
}
