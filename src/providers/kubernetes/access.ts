import { readFile } from 'node:fs/promises'
import { Agent, type Dispatcher, request } from 'undici'
import { OutsideError } from '../../domain/errors.ts'
import type { Secrets } from '../../ports/secrets.ts'
import type { ClusterPlace } from '../../ports/workloads.ts'

/** Where Kubernetes puts what a pod needs to call its API server. The token is replaced while the pod runs. */
const serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount'
const inCluster = 'https://kubernetes.default.svc'

/** How a cluster is called: where it is, who Belay is there, and whom it trusts. */
export interface Credentials {
  url: string
  token: string
  dispatcher: Agent
}

type Send = (
  path: string,
  options: Omit<Dispatcher.RequestOptions, 'origin' | 'path'>,
) => Promise<Dispatcher.ResponseData>

/** Sends to a cluster as its system file says; no error of it holds the token. */
export type Access = (place: ClusterPlace) => Promise<Send>

export interface AccessOptions {
  secrets: Secrets
  /** Where a cluster is found instead of where it says. */
  rewrite?: (url: string) => string
  /** The folder of the service account, where it is not Kubernetes' own. */
  account?: string
}

/** Who Belay is in a cluster: looked up anew each time, so that a token that was renewed counts at once. */
export function createCredentials({
  secrets,
  rewrite = url => url,
  account = serviceAccount,
}: AccessOptions) {
  const agents = new Map<string, Agent>()
  const agentFor = (ca: string): Agent => {
    const known = agents.get(ca)
    if (known) return known
    const made = new Agent({ ...(ca !== '' && { connect: { ca } }), pipelining: 0 })
    agents.set(ca, made)
    return made
  }

  return async ({ cluster, ...vault }: ClusterPlace): Promise<Credentials> => {
    if (cluster === 'in-cluster') {
      const [token, ca] = await Promise.all([mounted(account, 'token'), mounted(account, 'ca.crt')])
      return { url: rewrite(inCluster), token, dispatcher: agentFor(ca) }
    }
    const [token, ca] = await Promise.all([
      secrets.reveal(cluster.token, vault),
      cluster.ca ? secrets.reveal(cluster.ca, vault) : '',
    ])
    return { url: rewrite(cluster.url).replace(/\/+$/, ''), token, dispatcher: agentFor(ca) }
  }
}

/** Calls with who Belay is there. */
export const createAccess =
  (credentials: ReturnType<typeof createCredentials>): Access =>
  async place => {
    const { url, token, dispatcher } = await credentials(place)
    return (path, { headers, ...options }) =>
      request(`${url}${path}`, {
        ...options,
        dispatcher,
        headers: {
          accept: 'application/json',
          'user-agent': 'belay',
          ...headers,
          authorization: `Bearer ${token}`,
        },
      })
  }

async function mounted(account: string, name: string): Promise<string> {
  try {
    return (await readFile(`${account}/${name}`, 'utf8')).trim()
  } catch (error) {
    throw new OutsideError(
      'Belay does not run in a cluster with a service account: give its environment a `cluster` with url and token',
      { service: 'kubernetes', fault: 'refused', effect: 'none', code: 'no-account' },
      { cause: error },
    )
  }
}
