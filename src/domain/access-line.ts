import { z } from 'zod'

/** One request, as a load balancer or an API has written it down. Times are milliseconds. */
export interface Access {
  client: string
  /** Which task or machine was asked, where one was. */
  target?: string
  /** How long the target took; undefined where it did not answer. */
  tookMs?: number
  status: number
  /** What the target answered; undefined where it did not. */
  targetStatus?: number
  method: string
  path: string
}

const line = /^\S+ \S+ \S+ (\S+) (\S+) (\S+) (\S+) (\S+) (\d{3}|-) (\d{3}|-) \S+ \S+ "(\S+) (\S+)/

/** Reads a line of an access log; undefined where it is none. What stands in its query may be secret, and is left out. */
export function accessIn(text: string): Access | undefined {
  const [, from, to, , took, , status, targetStatus, method, address] = line.exec(text) ?? []
  if (from === undefined || status === '-' || method === undefined) return undefined
  const seconds = Number(took)
  return {
    client: from.replace(/:\d+$/, ''),
    ...(to !== '-' && { target: to! }),
    ...(seconds >= 0 && { tookMs: seconds * 1000 }),
    status: Number(status),
    ...(targetStatus !== '-' && { targetStatus: Number(targetStatus) }),
    method,
    path: pathOf(address!),
  }
}

/** "/v1/jobs/:id": ids of a path are left out, so that one kind of request is one path. */
function pathOf(address: string): string {
  const path = address.replace(/^\w+:\/\/[^/]*/, '').replace(/[?#].*$/, '') || '/'
  return path.replace(/\/(?:\d+|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,})(?=\/|$)/gi, '/:id').slice(0, 120)
}

const text = z.union([z.string(), z.number()]).transform(String).catch('')
/** Each team names the fields of its API's log itself: these are the names that AWS's own examples have. */
const Line = z.object({
  status: text,
  ip: text,
  sourceIp: text,
  httpMethod: text,
  method: text,
  routeKey: text,
  resourcePath: text,
  path: text,
  responseLatency: text,
  latency: text,
})

const common = /^(\S+) \S+ \S+ \[[^\]]*\] ?"(\S+) (\S+)[^"]*" (\d{3})\b/

/** Reads a line of the access log of an API of API Gateway; undefined where it is none. */
export function apiAccessIn(line: string): Access | undefined {
  const [, client, method, path, said] = common.exec(line) ?? []
  if (client !== undefined) return apiAccess(Number(said), client, method!, path!)
  const read = jsonIn(line)
  if (!read || !/^\d{3}$/.test(read.status)) return undefined
  const [verb = '', route = ''] = read.routeKey.split(' ')
  const took = Number(read.responseLatency || read.latency || Number.NaN)
  return {
    ...apiAccess(
      Number(read.status),
      read.ip || read.sourceIp || 'unknown',
      read.httpMethod || read.method || verb,
      read.resourcePath || read.path || route,
    ),
    ...(took >= 0 && { tookMs: took }),
  }
}

const apiAccess = (status: number, client: string, method: string, address: string): Access => ({
  client: client.slice(0, 60),
  status,
  targetStatus: status,
  method: method.slice(0, 10),
  path: pathOf(address),
})

function jsonIn(line: string): z.infer<typeof Line> | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    return Line.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}
