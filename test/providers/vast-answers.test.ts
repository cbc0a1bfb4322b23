import { describe, expect, it } from 'vitest'
import { createAws } from '../../sandbox/aws/aws.ts'
import { createGithub as simulateGithub } from '../../sandbox/github/github.ts'
import { createKubernetes as simulateKubernetes } from '../../sandbox/kubernetes/kubernetes.ts'
import type { Json } from '../../src/domain/run/plan.ts'
import { createAwsClients } from '../../src/providers/aws/clients.ts'
import { createLogs } from '../../src/providers/aws/logs.ts'
import { createAwsStepReader } from '../../src/providers/aws/steps/reader.ts'
import { createGithub } from '../../src/providers/github/api.ts'
import { createGithubStepReader } from '../../src/providers/github/step-reader.ts'
import { createWorkflows } from '../../src/providers/github/workflows.ts'
import { createAccess, createCredentials } from '../../src/providers/kubernetes/access.ts'
import { createKubernetes } from '../../src/providers/kubernetes/api.ts'
import { createPodLogs } from '../../src/providers/kubernetes/logs.ts'
import { createKubernetesStepReader } from '../../src/providers/kubernetes/step-reader.ts'
import { createWorkloads } from '../../src/providers/kubernetes/workloads.ts'
import { mostBytes, tooMuch } from '../../src/providers/too-much.ts'
import { gated, mostOnItsWay, type Simulated } from './gated.ts'
import { target, template } from './kubernetes/cluster.ts'

const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'not-a-secret' }
const account = { region: 'us-east-1' }
const reveal = async () => 'not-a-secret'
const now = Date.now()
const lately = { from: now - 60_000, to: now, words: [] }
const limits = { events: 100, lines: 100, timeoutMs: 30_000 }
const begins = (type: string, text: string) =>
  Buffer.from(`HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\n\r\n${text}`)
const json = begins('application/json', '[')
const xml = begins('application/xml', '<ListBucketResult>')
const lines = begins('text/plain', '')

interface Vast {
  open(): Promise<Simulated>
  /** How an answer begins that has no end, what is asked for it, and whoever asks. */
  reads(at: () => string): Record<string, { begins: Buffer; asked: RegExp; read: () => Promise<unknown> }>
}

const services: Record<string, Vast> = {
  GitHub: {
    open: () => simulateGithub({ now: Date.now }),
    reads(at) {
      const workflows = createWorkflows(createGithub({ token: 'not-a-secret', url: at() }))
      const step = createGithubStepReader(workflows)
      const read = () => step({ operation: 'log', input: {} }, { repo: 'shop/shop', ref: 'main' })
      return {
        'git log': { begins: json, asked: /commits/, read },
        'a file': {
          begins: json,
          asked: /contents/,
          read: () => workflows.file('shop/shop', 'a.yml', 'abc'),
        },
        runs: { begins: json, asked: /runs/, read: () => workflows.runs('shop/shop', 'deploy.yml', 5) },
      }
    },
  },

  AWS: {
    open: () => createAws({ now: () => now }),
    reads(at) {
      const options = { endpoint: at(), credentials }
      const step = createAwsStepReader(options, { now: () => now })
      const search = createLogs(createAwsClients(options)).search
      const group = { logGroupName: '/ecs/shop' }
      const steps = (operation: string, input: Record<string, Json>, asked: RegExp, begins = json) => ({
        begins,
        asked,
        read: () => step({ operation, input }, account),
      })
      return {
        'logs filter-log-events': steps('logs:FilterLogEvents', group, /FilterLogEvents/),
        'logs tail': steps('logs:tail', { group: '/ecs/shop' }, /FilterLogEvents/),
        'ecs list-tasks': steps('ecs:ListTasks', { cluster: 'shop' }, /ListTasks/),
        's3 ls': steps('s3:list', { from: 's3://shop-logs/' }, /list-type/, xml),
        'a look at logs': {
          begins: json,
          asked: /FilterLogEvents/,
          read: () => search({ group: '/ecs/shop', ...account }, lately, limits),
        },
      }
    },
  },

  Kubernetes: {
    async open() {
      const kubernetes = await simulateKubernetes({ now: () => now })
      kubernetes.deploy({ namespace: 'shop', name: 'web' }, [{ template: template('web:one'), at: now }])
      return kubernetes
    },
    reads(at) {
      const kubernetes = createKubernetes(
        createAccess(createCredentials({ secrets: { reveal }, rewrite: at })),
      )
      const workloads = createWorkloads(kubernetes)
      const step = createKubernetesStepReader({ kubernetes, workloads, now: () => now })
      const steps = (operation: string, names: string[], asked: RegExp, begins: Buffer) => ({
        begins,
        asked,
        read: () => step({ operation, input: { names } }, [target]),
      })
      return {
        'kubectl logs': steps('logs', ['deployment/web'], /\/log\?/, lines),
        'kubectl get': steps('get', ['services'], /\/services/, json),
        'a look at logs': {
          begins: lines,
          asked: /\/log\?/,
          read: () => createPodLogs(kubernetes).search(target, lately, limits),
        },
      }
    },
  },
}

describe.each(Object.entries(services))(
  'of what %s answers without end no more is held than 20 MB:',
  (_, { open, reads }) => {
    const gate = gated(open)

    it.each(Object.keys(reads(() => 'http://127.0.0.1:1')))('%s', async name => {
      const { begins, asked, read } = reads(() => gate().url)[name]!
      gate().meetsAll()
      gate().meets(asked, { arrives: false, hears: begins, floods: true })
      await expect(read()).rejects.toThrow(tooMuch().message)
      expect(gate().poured()).toBeGreaterThan(mostBytes)
      expect(gate().poured()).toBeLessThan(mostOnItsWay)
    })
  },
)
