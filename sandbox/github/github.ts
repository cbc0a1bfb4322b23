import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { listen } from '../listen.ts'
import { serving } from '../serving.ts'
import { createAnswer } from './answers.ts'
import type { Repo } from './repo.ts'
import type { Started } from './runs.ts'

/** What is answered instead, until it is mended. `lost`: done, and the connection is closed; `garbled`: a page of a proxy. */
export type Fault = 'refused' | 'unauthorized' | 'limited' | 'broken' | 'lost' | 'hanging' | 'garbled'

/** GitHub's REST API as far as workflows and commits go. A run with an input that contains `bad` fails in its last job. */
export async function createGithub({ port = 0, now = Date.now }: { port?: number; now?: () => number } = {}) {
  const repos = new Map<string, Repo>()
  const runs: Started[] = []
  const asked: { method: string; path: string; body: Record<string, unknown> }[] = []
  let fault: { of: RegExp; does: Fault } | undefined
  let base = ''

  const answer = createAnswer({ repos, runs, now, url: () => base })

  const server = serving((request, response, text) => {
    const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://github')
    const body = JSON.parse(text || '{}')
    const method = request.method ?? 'GET'
    asked.push({ method, path, body })
    const hit = fault?.of.test(`${method} ${path}`) ? fault.does : undefined
    if (hit === 'hanging') return
    if (hit === 'garbled') return void response.end('<html>Back in a moment</html>')
    if (hit && hit !== 'lost') return void refuse(response, hit)
    const [status, json] = answer(method, path, body, searchParams.get('ref') ?? '')
    if (hit === 'lost') return void response.destroy()
    send(response, status, json)
  })
  const { url, close } = await listen(server, port)
  base = url
  return {
    url,
    asked,
    set: (repo: Repo): void => void repos.set(repo.name, repo),
    /** What requests like `POST /repos/…` get from now on; nothing mends it. */
    fail: (of?: RegExp, does: Fault = 'broken'): void => {
      fault = of && { of, does }
    },
    started: (): { workflow: string; ref: string; inputs: Record<string, string> }[] =>
      runs.map(({ workflow, ref, inputs }) => ({ workflow, ref, inputs })),
    close,
  }
}
export type SimulatedGithub = Awaited<ReturnType<typeof createGithub>>

export const shaOf = (text: string): string => createHash('sha1').update(text).digest('hex')

const refusals: Record<Exclude<Fault, 'lost' | 'hanging' | 'garbled'>, [number, string]> = {
  refused: [403, 'Resource not accessible by personal access token'],
  unauthorized: [401, 'Bad credentials'],
  limited: [429, 'You have exceeded a secondary rate limit.'],
  broken: [502, 'Server Error'],
}

function refuse(response: ServerResponse, fault: keyof typeof refusals): void {
  const [status, message] = refusals[fault]
  if (fault === 'limited') response.setHeader('retry-after', '7')
  send(response, status, { message })
}

function send(response: ServerResponse, status: number, json: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(json === undefined ? undefined : JSON.stringify(json))
}
