import type { Input } from '../answer.ts'

type Route = [method: string, path: RegExp, action: string]

const name = '/functions/(?<FunctionName>[^/]+)'
const on = (path: string) => new RegExp(`^/\\d{4}-\\d\\d-\\d\\d${name}${path}/?$`)

const routes: Route[] = [
  ['GET', on('/configuration'), 'GetFunctionConfiguration'],
  ['PUT', on('/configuration'), 'UpdateFunctionConfiguration'],
  ['PUT', on('/code'), 'UpdateFunctionCode'],
  ['GET', on('/versions'), 'ListVersionsByFunction'],
  ['POST', on('/versions'), 'PublishVersion'],
  ['GET', on('/aliases'), 'ListAliases'],
  ['GET', on('/aliases/(?<Name>[^/]+)'), 'GetAlias'],
  ['PUT', on('/aliases/(?<Name>[^/]+)'), 'UpdateAlias'],
  ['GET', on('/concurrency'), 'GetFunctionConcurrency'],
  ['GET', on('/provisioned-concurrency'), 'GetProvisionedConcurrencyConfig'],
  ['PUT', on('/provisioned-concurrency'), 'PutProvisionedConcurrencyConfig'],
  ['DELETE', on('/provisioned-concurrency'), 'DeleteProvisionedConcurrencyConfig'],
]

/** Which action a request of Lambda's REST API is, with what its path, its query and its body say together. */
export function lambdaCall(method: string, url: string, body: string): { action: string; input: Input } {
  const { pathname, searchParams } = new URL(url, 'http://lambda')
  for (const [verb, path, action] of routes) {
    const found = path.exec(pathname)
    if (!found || verb !== method) continue
    const named = Object.fromEntries(
      Object.entries(found.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)]),
    )
    return { action, input: { ...named, ...Object.fromEntries(searchParams), ...JSON.parse(body || '{}') } }
  }
  return { action: `${method} ${pathname}`, input: {} }
}
