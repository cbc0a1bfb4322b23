import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Route } from '../ports/http.ts'

/** One address of the server, and who answers it. */
export interface Endpoint {
  method: 'GET' | 'POST'
  /** May hold `:names`. */
  path: string
  limit: number
  /** Told of a body that was too large. */
  oversized?(): void
  answer(req: IncomingMessage, res: ServerResponse, body: Buffer, found: Found): void | Promise<void>
}

interface Found {
  path: string
  params: Record<string, string>
}

export function toEndpoint(route: Route): Endpoint {
  return {
    ...route,
    async answer(req, res, body, found) {
      const method = req.method ?? route.method
      const answer = await route.handle({ method, ...found, headers: req.headers, body })
      if (res.destroyed) return
      res.writeHead(answer.status, answer.headers).end(answer.body)
    },
  }
}

/** What the `:names` of a path's parts stand for; undefined when it is another path. */
export function match(
  wanted: readonly string[],
  given: readonly string[],
): Record<string, string> | undefined {
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [i, part] of wanted.entries()) {
    const value = given[i] ?? ''
    if (!part.startsWith(':')) {
      if (part !== value) return undefined
      continue
    }
    const decoded = decode(value)
    if (!decoded) return undefined
    params[part.slice(1)] = decoded
  }
  return params
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}
