import type { ServerResponse } from 'node:http'
import { listen } from '../listen.ts'
import { serving } from '../serving.ts'
import { answers } from './answers.ts'
import { type Answer, type Asked, type Kept, type KubernetesObject, refuse } from './asked.ts'
import { type KubernetesFault, refusals } from './faults.ts'
import { controlled, settled } from './rollout.ts'
import { tableOf } from './tables.ts'
import type { SimulatedDeployment, SimulatedEvent, Template } from './world.ts'

/** A Kubernetes API server, as far as Belay calls it. Roll-outs take their time by `now`. */
export async function createKubernetes({
  port = 0,
  now = Date.now,
}: {
  port?: number
  now?: () => number
} = {}) {
  const faults = new Map<string, { fault: KubernetesFault; after: number }>()
  const asked: (Asked & { token: string })[] = []
  const outcomes = new Map<string, { exit: number; output: string }>()
  const kept: Kept = {
    now,
    deployments: new Map(),
    events: [],
    jobs: new Map(),
    others: new Map(),
    hasMetrics: true,
    outcome: command =>
      outcomes.get(command.join(' ')) ?? { exit: 0, output: `${command.join(' ')}: done\n` },
    change(deployment) {
      kept.deployments.set(`${deployment.namespace}/${deployment.name}`, controlled(deployment, now()))
    },
  }

  function faultOf(key: string): KubernetesFault | undefined {
    const set = faults.get(key) ?? faults.get('*')
    return set && set.after-- <= 0 ? set.fault : undefined
  }

  const server = serving((request, response, body) => {
    const call = read(request.method ?? 'GET', new URL(request.url ?? '/', 'http://kubernetes'), body)
    if (!call)
      return send(response, refuse(404, 'NotFound', 'the server could not find the requested resource'))
    asked.push({ ...call, token: (request.headers.authorization ?? '').replace('Bearer ', '') })
    for (const [key, deployment] of kept.deployments) kept.deployments.set(key, settled(deployment, now()))
    const key = `${call.verb} ${call.resource}`
    const fault = faultOf(key)
    if (fault === 'hanging') return
    if (fault && fault !== 'lost') return send(response, refusals[fault](call))
    const answer = answers[key]?.(call, kept) ?? refuse(405, 'MethodNotAllowed', `no ${key} in here`)
    if (fault === 'lost') return void response.destroy()
    const isTable = request.headers.accept?.includes('as=Table') && answer.status === 200
    send(response, isTable ? { status: 200, body: tableOf(call, answer.body, now()) } : answer)
  })

  const { url, close } = await listen(server, port)
  const find = (namespace: string, name: string) => kept.deployments.get(`${namespace}/${name}`)
  return {
    url,
    asked,
    /** What `patch deployments` does from now on, or `after` so many more calls; undefined mends it. */
    fault: (key: string, fault: KubernetesFault | undefined, { after = 0 } = {}): void =>
      void (fault ? faults.set(key, { fault, after }) : faults.delete(key)),
    mend: (): void => faults.clear(),
    /** Puts a deployment there that has run these templates, the latest last, and is settled. */
    deploy(
      { namespace, name, replicas = 2 }: { namespace: string; name: string; replicas?: number },
      templates: { template: Template; at: number; cause?: string }[],
    ): void {
      const empty: SimulatedDeployment = {
        namespace,
        name,
        replicas,
        generation: 1,
        isObserved: true,
        annotations: {},
        sets: [],
        troubles: {},
        lines: [],
        before: [],
        template: templates[0]!.template,
        uses: { cpu: '120m', memory: '180Mi' },
      }
      let made = empty
      for (const { template, at, cause } of templates) {
        const { 'kubernetes.io/change-cause': _, ...others } = made.annotations
        const annotations = { ...others, ...(cause !== undefined && { 'kubernetes.io/change-cause': cause }) }
        made = controlled({ ...made, template, annotations, generation: made.generation + 1 }, at)
      }
      const { rolloutAt: _, ...rest } = made
      kept.deployments.set(`${namespace}/${name}`, rest)
    },
    /** A deployment as it is now. */
    get: find,
    set(namespace: string, name: string, change: Partial<SimulatedDeployment>): void {
      kept.deployments.set(`${namespace}/${name}`, { ...find(namespace, name)!, ...change })
    },
    remove: (namespace: string, name: string): void => void kept.deployments.delete(`${namespace}/${name}`),
    tell: (event: SimulatedEvent): void => void kept.events.push(event),
    jobs: kept.jobs,
    /** How a command ends from now on, and what it prints. */
    outcome: (command: string, outcome: { exit: number; output: string }): void =>
      void outcomes.set(command, outcome),
    /** What else is there of a kind: `services`, `nodes`. */
    put: (plural: string, objects: KubernetesObject[]): void => void kept.others.set(plural, objects),
    /** Whether a metrics-server is there. */
    measure(is: boolean): void {
      kept.hasMetrics = is
    },
    close,
  }
}
export type SimulatedKubernetes = Awaited<ReturnType<typeof createKubernetes>>

/** `/apis/apps/v1/namespaces/shop/deployments/web/scale`, `/api/v1/nodes` */
function read(method: string, { pathname, searchParams }: URL, body: string): Asked | undefined {
  const [, group = '', namespace = '', plural, name = '', sub] =
    /^\/(?:api|apis\/([\w.]+))\/\w+\/(?:namespaces\/([^/]+)\/)?(\w+)(?:\/([^/]+))?(?:\/(\w+))?$/.exec(
      pathname,
    ) ?? []
  if (plural === undefined) return undefined
  const resource = group === 'metrics.k8s.io' ? `${plural}.metrics` : plural
  const verbs = { PATCH: 'patch', POST: 'create', DELETE: 'delete' } as const
  const verb = verbs[method as keyof typeof verbs] ?? (name === '' ? 'list' : 'get')
  return {
    verb,
    resource: sub === undefined ? resource : `${resource}/${sub}`,
    namespace: decodeURIComponent(namespace),
    name: decodeURIComponent(name),
    query: searchParams,
    body: body === '' ? undefined : JSON.parse(body),
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  const plain = typeof body === 'string'
  response
    .writeHead(status, { 'content-type': plain ? 'text/plain' : 'application/json' })
    .end(plain ? body : JSON.stringify(body))
}
