import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { listen } from '../../sandbox/listen.ts'
import { OutsideError } from '../../src/domain/errors.ts'
import { createAlertmanager } from '../../src/providers/alertmanager/api.ts'
import { createDocker } from '../../src/providers/docker/api.ts'
import { createGithub } from '../../src/providers/github/api.ts'
import { createAccess, createCredentials } from '../../src/providers/kubernetes/access.ts'
import { createKubernetes } from '../../src/providers/kubernetes/api.ts'
import { rules } from '../../src/providers/kubernetes/rule.ts'
import { createApi } from '../../src/providers/pagerduty/api.ts'

/** What whoever is asked answers: `lost` closes the connection in place of that. */
type Answer = { status: number; body: string } | 'lost'
let answer: Answer
let asked = 0
let server: Server
let url: string
let close: () => Promise<void>
beforeAll(async () => {
  server = createServer((request, response) => {
    asked++
    request.resume().once('end', () => {
      if (answer === 'lost') return void response.destroy()
      response
        .writeHead(answer.status, {
          'content-type': 'application/json',
          ...(answer.status === 429 && { 'retry-after': '7' }),
        })
        .end(answer.body)
    })
  })
  ;({ url, close } = await listen(server))
})
afterAll(() => close())
beforeEach(() => {
  asked = 0
})

const secrets = { reveal: async () => 'top-secret' }
const secret = { secret: 'env:X' } as const
const thing = z.object({ name: z.string() })
const about = 'the thing'

/** How each is asked to read something, and to change it. */
const providers: Record<string, (method: 'GET' | 'POST') => Promise<unknown>> = {
  GitHub: method => createGithub({ token: 'top-secret', url })({ method, path: '/x', answer: thing, about }),
  Alertmanager: method => createAlertmanager({})({ url, method, path: 'x', answer: thing }),
  Docker: method =>
    createDocker({ secrets, rewrite: () => url }).ask({
      place: { docker: { host: 'tcp://docker:2376' } },
      method,
      path: '/x',
      answer: thing,
      about,
    }),
  Kubernetes: method =>
    createKubernetes(createAccess(createCredentials({ secrets, rewrite: () => url }))).ask({
      place: { cluster: { url: 'https://cluster', ca: secret, token: secret } },
      rule: rules.readDeployment,
      method,
      path: '/x',
      answer: thing,
      about,
    }),
  PagerDuty: method => createApi({ token: 'top-secret', url, timeoutMs: 10_000 })({ method, path: '/x' }),
}

const said = (status: number): Answer => ({ status, body: JSON.stringify({ message: 'no', error: {} }) })
const garbled: Answer = { status: 200, body: '<html>A proxy says:' }

/** What each trouble is, and of a change whether it may have been made. */
const troubles: [
  trouble: string,
  Answer,
  fault: OutsideError['fault']['fault'],
  effect: 'none' | 'unknown',
][] = [
  ['asked to slow down', said(429), 'limited', 'none'],
  ['not allowed', said(403), 'refused', 'none'],
  ['not known any more', said(401), 'refused', 'none'],
  ['answered with a fault of its own', said(500), 'away', 'unknown'],
  ['answered with what nobody can read', garbled, 'away', 'unknown'],
  ['left without an answer', 'lost', 'away', 'unknown'],
]

/** PagerDuty answers what it refuses, for its callers to judge. */
const judgedElsewhere = (who: string, fault: string): boolean => who === 'PagerDuty' && fault === 'refused'

describe.each(Object.entries(providers))('%s', (who, ask) => {
  it.each(troubles)('%s', async (_, given, fault, effect) => {
    answer = given
    for (const method of ['GET', 'POST'] as const) {
      const thrown = await ask(method).catch((error: unknown) => error)
      if (judgedElsewhere(who, fault)) expect(thrown).toMatchObject({ status: expect.any(Number) })
      else {
        expect(thrown).toBeInstanceOf(OutsideError)
        const error = thrown as OutsideError
        expect(error.fault).toMatchObject({ fault, effect: method === 'GET' ? 'none' : effect })
        expect(error.message).toMatch(/^[A-Z].{10,}/)
        expect(`${error.message} ${JSON.stringify(error.fault)}`).not.toContain('top-secret')
      }
    }
    expect(asked).toBe(2)
  })

  it('of what is not there says so, or answers nothing', async () => {
    answer = said(404)
    const found = await ask('GET').catch((error: unknown) => error)
    if (found instanceof OutsideError) expect(found.fault).toMatchObject({ fault: 'refused', effect: 'none' })
    else expect(found === undefined || (found as { status: number }).status === 404).toBe(true)
  })
})
