import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Handle } from '../endpoint.ts'

const folder = fileURLToPath(new URL('../../page', import.meta.url))
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}
/** Nothing from elsewhere, and no script within the text of a message. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The page's own files: `/` and `/page/…`. */
export const pageFiles: Handle = async (request, response, url) => {
  if (request.method !== 'GET') return false
  const name =
    url.pathname === '/' ? 'index.html' : /^\/page\/(.+)$/.exec(decodeURIComponent(url.pathname))?.[1]
  if (name === undefined) return false
  const path = normalize(join(folder, name))
  const type = types[extname(path)]
  if (!path.startsWith(folder + sep) || type === undefined) return false
  let content: Buffer
  try {
    content = await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
  response.writeHead(200, {
    'content-type': type,
    'cache-control': 'no-cache',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  })
  response.end(content)
  return true
}
