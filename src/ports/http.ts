/** An HTTP request with its body as it came: signatures are over bytes. */
export interface Request {
  method: string
  /** The path without the query, and what `:names` in the route's path stand for. */
  path: string
  params: Record<string, string>
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

export interface Response {
  status: number
  headers?: Record<string, string>
  body?: string
  /** What it is counted as, where its status does not say that. */
  counted?: 'repeated'
}

/** One address that Belay answers. The server turns a rejection into a 500 and an oversized body into a 413. */
export interface Route {
  method: 'GET' | 'POST'
  path: string
  /** Largest body in bytes; 0 for none. */
  limit: number
  /** Told of a body that was too large. */
  oversized?(): void
  handle(request: Request): Promise<Response>
}
