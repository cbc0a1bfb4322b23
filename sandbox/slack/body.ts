import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Args } from './args.ts'

/** A request's arguments, from its query and from a body of JSON or a form. */
export async function argsOf(request: IncomingMessage, url: URL): Promise<Args> {
  const query = Object.fromEntries(url.searchParams)
  const raw = (await buffer(request)).toString()
  if (raw === '') return query
  const json = request.headers['content-type']?.startsWith('application/json')
  return { ...query, ...(json ? (JSON.parse(raw) as Args) : Object.fromEntries(new URLSearchParams(raw))) }
}

export const tokenOf = (request: IncomingMessage): string | undefined =>
  /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
