import { defaults, described, framed, iso } from './objects.ts'
import type { SimulatedContainer } from './world.ts'

export interface Answer {
  status: number
  body?: unknown
}

interface Call {
  query: URLSearchParams
  // biome-ignore lint/suspicious/noExplicitAny: each answer reads the fields that it has
  body: any
}

export interface Kept {
  now(): number
  containers: Map<string, SimulatedContainer>
  images: Map<string, 'here' | 'there' | 'gone'>
  outcome(command: string[]): { exit: number; output: string }
  id(name: string): string
}

const ok = (body?: unknown): Answer => ({ status: body === undefined ? 204 : 200, body })
const missing = (what: string): Answer => ({ status: 404, body: { message: `No such ${what}` } })

export const answers: Record<string, (name: string, call: Call, kept: Kept) => Answer> = {
  'GET /containers/json'(_, { query }, { containers }) {
    const { label = [] } = JSON.parse(query.get('filters') ?? '{}') as { label?: string[] }
    const fits = ({ labels }: SimulatedContainer) =>
      label.every(one => labels[one.split('=')[0]!] === one.slice(one.indexOf('=') + 1))
    const all = [...containers.values()].filter(fits)
    return ok(all.map(({ id, createdAt }) => ({ Id: id, Created: Math.floor(createdAt / 1000) })))
  },

  'GET /containers/:id/json'(name, _, kept) {
    const found = named(name, kept)
    return found ? ok(described(found)) : missing(`container: ${name}`)
  },

  'GET /containers/:id/logs'(name, { query }, kept) {
    const found = named(name, kept)
    if (!found) return missing(`container: ${name}`)
    const since = Number(query.get('since') ?? 0) * 1000
    const timed = query.has('timestamps')
    const isTask = found.labels['belay.task'] !== undefined
    const lines = isTask
      ? found.status === 'exited'
        ? kept.outcome(found.command).output.split('\n').slice(0, -1)
        : []
      : found.lines
          .filter(({ at }) => at >= since)
          .map(({ at, text }) => (timed ? `${iso(at)} ${text}` : text))
    return ok(Buffer.concat(lines.map((line, i) => framed(`${line}\n`, i % 2 === 0 ? 1 : 2))))
  },

  'GET /containers/:id/stats'(name, _, kept) {
    if (!named(name, kept)) return missing(`container: ${name}`)
    return ok({
      cpu_stats: { cpu_usage: { total_usage: 3e8 }, system_cpu_usage: 2e9, online_cpus: 2 },
      precpu_stats: { cpu_usage: { total_usage: 1e8 }, system_cpu_usage: 1e9 },
      memory_stats: { usage: 4e8, limit: 5e8, stats: { inactive_file: 1e7 } },
    })
  },

  'GET /containers/:id/top'(name, _, kept) {
    const found = named(name, kept)
    if (!found) return missing(`container: ${name}`)
    return ok({
      Titles: ['USER', 'PID', '%CPU', '%MEM', 'COMMAND'],
      Processes: [['app', '1', '2.5', '8.1', found.command.join(' ') || 'node server.js']],
    })
  },

  'GET /images/:name/json'(name, _, { images, containers }) {
    const byId = [...containers.values()].some(({ image }) => `sha256:${image}` === name)
    return byId || images.get(name) === 'here' ? ok({ Config: defaults }) : missing(`image: ${name}`)
  },

  'GET /distribution/:name/json'(name, _, { images }) {
    return images.get(name) === 'there' ? ok({ Descriptor: {} }) : missing(`image: ${name}`)
  },

  'POST /images/create'(_, { query }, { images }) {
    const name = `${query.get('fromImage')}:${query.get('tag')}`
    if (images.get(name) === 'gone' || !images.has(name))
      return { status: 200, body: { error: `manifest for ${name} not found: manifest unknown` } }
    images.set(name, 'here')
    return ok({ status: 'Download complete' })
  },

  'POST /containers/create'(_, { query, body }, kept) {
    const name = query.get('name') ?? ''
    if (kept.images.get(body.Image) !== 'here') return missing(`image: ${body.Image}`)
    if (named(name, kept)) return { status: 409, body: { message: `The name "/${name}" is in use` } }
    const id = kept.id(name)
    kept.containers.set(id, {
      id,
      name,
      image: body.Image,
      labels: body.Labels ?? {},
      env: body.Env ?? [],
      command: body.Cmd ?? [],
      createdAt: kept.now(),
      status: 'created' as const,
      restarts: 0,
      host: body.HostConfig ?? {},
      lines: [],
    })
    return { status: 201, body: { Id: id } }
  },

  'POST /containers/prune': () => ok({ ContainersDeleted: [] }),
  'POST /containers/:id/start': (name, _, kept) =>
    change(name, kept, { status: 'running', startedAt: kept.now(), exit: undefined as never }),
  'POST /containers/:id/stop': (name, _, kept) => change(name, kept, { status: 'exited', exit: 0 }),
  'POST /containers/:id/kill': (name, _, kept) => change(name, kept, { status: 'exited', exit: 137 }),
  'POST /containers/:id/restart': (name, _, kept) =>
    change(name, kept, { status: 'running', startedAt: kept.now(), exit: undefined as never }),
  'POST /containers/:id/rename': (name, { query }, kept) =>
    change(name, kept, { name: query.get('name') ?? '' }),

  'DELETE /containers/:id'(name, _, kept) {
    const found = named(name, kept)
    if (!found) return missing(`container: ${name}`)
    if (found.status === 'running')
      return { status: 409, body: { message: 'cannot remove a running container: stop it first' } }
    kept.containers.delete(found.id)
    return ok()
  },
}

const named = (name: string, { containers }: Kept) =>
  containers.get(name) ?? [...containers.values()].find(one => one.name === name)

function change(name: string, kept: Kept, to: Partial<SimulatedContainer>): Answer {
  const found = named(name, kept)
  if (!found) return missing(`container: ${name}`)
  kept.containers.set(found.id, { ...found, ...to })
  return ok()
}
