import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { listen } from '../listen.ts'
import { serving } from '../serving.ts'
import { type Answer, answers, type Kept } from './answers.ts'
import { type SimulatedContainer, settled } from './world.ts'

/**
 * `hanging` never answers, `lost` does what it is asked to and closes the connection, `slow` answers some seconds later,
 * as of a container that does not end at once.
 */
export type DockerFault = 'broken' | 'conflict' | 'refused' | 'hanging' | 'lost' | 'slow'

/** In real milliseconds. */
const slowMs = 2_600

const refusals: Record<Exclude<DockerFault, 'hanging' | 'lost' | 'slow'>, Answer> = {
  broken: { status: 500, body: { message: 'the daemon is shutting down' } },
  conflict: { status: 409, body: { message: 'removal of container is already in progress' } },
  refused: { status: 400, body: { message: 'client version is too old' } },
}

/** Docker's Engine, as far as Belay calls it. What takes its time goes on by `now`. */
export async function createDocker({ port = 0, now = Date.now }: { port?: number; now?: () => number } = {}) {
  const faults = new Map<string, DockerFault>()
  const asked: { method: string; path: string; body: unknown }[] = []
  const outcomes = new Map<string, { exit: number; output: string }>()
  let made = 0
  const kept: Kept = {
    now,
    containers: new Map(),
    images: new Map(),
    outcome: command =>
      outcomes.get(command.join(' ')) ?? { exit: 0, output: `${command.join(' ')}: done\n` },
    id: name => createHash('sha256').update(`${name} ${++made}`).digest('hex'),
  }

  const server = serving((request, response, body) => {
    const url = new URL(request.url ?? '/', 'http://docker')
    const method = request.method ?? 'GET'
    const read = body === '' ? undefined : jsonIn(body)
    if (read instanceof SyntaxError) return send(response, { status: 400, body: { message: read.message } })
    const call = { query: url.searchParams, body: read }
    asked.push({ method, path: `${url.pathname}${url.search}`, body: call.body })
    for (const [id, one] of kept.containers) kept.containers.set(id, settled(one, now(), kept.outcome))
    const found = Object.entries(answers).find(([key]) => matchOf(key, method, url.pathname))
    if (!found) return send(response, { status: 404, body: { message: 'page not found' } })
    const [key, answer] = found
    const fault = faults.get(key)
    if (fault === 'hanging') return
    if (fault && fault !== 'lost' && fault !== 'slow') return send(response, refusals[fault])
    const [, ...parts] = matchOf(key, method, url.pathname)!
    const answered = answer(decodeURIComponent(parts[0] ?? ''), call, kept)
    if (fault === 'lost') return void response.destroy()
    if (fault === 'slow') return void setTimeout(() => send(response, answered), slowMs)
    send(response, answered)
  })

  const { url, close } = await listen(server, port)
  return {
    url,
    asked,
    /** What `POST /containers/:id/restart` does from now on; undefined mends it. */
    fault: (key: string, fault: DockerFault | undefined): void =>
      void (fault ? faults.set(key, fault) : faults.delete(key)),
    mend: (): void => faults.clear(),
    /** Everything is gone, and what was asked forgotten. */
    empty(): void {
      kept.containers.clear()
      kept.images.clear()
      asked.length = 0
    },
    /** A container of a service of Compose, which runs. */
    up(project: string, service: string, change: Partial<SimulatedContainer> = {}): string {
      const id = kept.id(service)
      const image = change.image ?? `${service}:latest`
      kept.images.set(image, 'here')
      kept.containers.set(id, {
        id,
        name: `${project}-${service}-1`,
        image,
        createdAt: now(),
        status: 'running' as const,
        startedAt: now() - 3_600_000,
        labels: { 'com.docker.compose.project': project, 'com.docker.compose.service': service },
        env: [],
        lines: [],
        restarts: 0,
        host: {},
        command: [],
        ...change,
      })
      return id
    },
    set(id: string, change: Partial<SimulatedContainer>): void {
      kept.containers.set(id, { ...kept.containers.get(id)!, ...change })
    },
    /** Whether an image is on the machine, in its registry, or nowhere. */
    image: (name: string, is: 'here' | 'there' | 'gone'): void => void kept.images.set(name, is),
    containers: (): SimulatedContainer[] => [...kept.containers.values()],
    outcome: (command: string, outcome: { exit: number; output: string }): void =>
      void outcomes.set(command, outcome),
    close,
  }
}
export type SimulatedDocker = Awaited<ReturnType<typeof createDocker>>

/** `POST /containers/:id/start`; an image's name may have slashes. */
function matchOf(key: string, method: string, path: string): RegExpExecArray | null {
  const [verb, pattern = ''] = key.split(' ')
  if (verb !== method) return null
  return new RegExp(`^${pattern.replace(':name', '(.+)').replace(':id', '([^/]+)')}$`).exec(path)
}

function send(response: ServerResponse, { status, body }: Answer): void {
  const isBytes = Buffer.isBuffer(body)
  response
    .writeHead(status, {
      'content-type': isBytes ? 'application/vnd.docker.multiplexed-stream' : 'application/json',
    })
    .end(isBytes ? body : body === undefined ? '' : JSON.stringify(body))
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    return error
  }
}
