import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAccess, createCredentials } from '../../../src/providers/kubernetes/access.ts'
import { createKubernetes } from '../../../src/providers/kubernetes/api.ts'
import { createWorkloads } from '../../../src/providers/kubernetes/workloads.ts'
import { cluster, target } from './cluster.ts'

let here: Awaited<ReturnType<typeof cluster>>
let account: string

beforeAll(async () => {
  here = await cluster()
  here.anew()
  account = await mkdtemp(join(tmpdir(), 'account-'))
  await writeFile(join(account, 'ca.crt'), '')
})
afterAll(async () => {
  await here.kubernetes.close()
  await rm(account, { recursive: true })
})

const inside = { ...target, cluster: 'in-cluster' as const }
const secrets = { reveal: async () => '' }
const workloads = (folder: string) =>
  createWorkloads(
    createKubernetes(
      createAccess(createCredentials({ secrets, account: folder, rewrite: () => here.kubernetes.url })),
    ),
  )

it('in its own cluster Belay is its service account, whose token counts as it is then', async () => {
  const inCluster = workloads(account)
  for (const token of ['first', 'renewed']) {
    await writeFile(join(account, 'token'), `${token}\n`)
    expect(await inCluster.deployment(inside)).toMatchObject({ image: 'web:two', rollout: 'complete' })
    expect(here.kubernetes.asked.at(-1)!.token).toBe(token)
  }
})

it('where there is none, that is said with what would be right', async () => {
  await expect(workloads('/nowhere').deployment(inside)).rejects.toThrow(
    'Belay does not run in a cluster with a service account: give its environment a `cluster` with url and token',
  )
})

it('a server is not asked once the time of the call was over while its token was looked up', async () => {
  const late = {
    async reveal() {
      // As long as that of the call, and begun after it.
      await once(AbortSignal.timeout(1), 'abort')
      return 'token'
    },
  }
  const rewrite = () => here.kubernetes.url
  const kubernetes = createKubernetes(createAccess(createCredentials({ secrets: late, rewrite })))
  const { length } = here.kubernetes.asked
  const rule = { verbs: ['get'], resources: ['pods'] } as never
  await expect(
    kubernetes.text({ place: target, path: '/version', about: 'its version', rule, timeoutMs: 1 } as never),
  ).rejects.toMatchObject({ fault: { fault: 'away' } })
  expect(here.kubernetes.asked).toHaveLength(length)
})

it('a server that is away is told in words', async () => {
  const away = createWorkloads(
    createKubernetes(createAccess(createCredentials({ secrets, rewrite: () => 'http://127.0.0.1:1' }))),
  )
  await expect(away.deployment(target)).rejects.toMatchObject({
    message: expect.stringContaining(
      'Kubernetes did not answer about deployment web in shop: connection refused',
    ),
    fault: { fault: 'away', effect: 'none' },
  })
})
