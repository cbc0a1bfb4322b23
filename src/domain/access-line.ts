/** One request, as an application load balancer has written it down. Times are milliseconds. */
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
