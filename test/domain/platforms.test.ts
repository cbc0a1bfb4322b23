import { describe, expect, it } from 'vitest'
import { resourceOf, sharedBy } from '../../src/domain/run/resource.ts'
import { SystemFile } from '../../src/domain/system-file.ts'
import { draft, system } from './system-file.ts'

const cluster = { url: 'https://cluster.example.com:6443', token: { secret: 'env:TOKEN' } }
const kubernetes = { namespace: 'shop', deployment: 'web', container: 'app' }
const compose = { project: 'shop', service: 'web' }
const docker = { host: 'unix:///var/run/docker.sock' }

// biome-ignore lint/suspicious/noExplicitAny: a draft of a file may hold anything
const faults = (change: (production: any) => void): string[] => {
  const read = SystemFile.safeParse(draft(file => change(file.environments.production)))
  return read.success
    ? []
    : read.error.issues.map(({ path, message }) => `${path.slice(2).join('.')}: ${message}`)
}

describe('a service in a cluster, or of Compose', () => {
  it('says what it is there, and its environment where that is', () => {
    expect(
      faults(production => {
        Object.assign(production, { cluster, docker })
        production.services.web = { kubernetes, deploy: { kubernetes: { image: 'web:{version}' } } }
        production.services.old = { compose, deploy: { compose: { image: 'web:{version}' } } }
      }),
    ).toEqual([])
    expect(faults(production => void (production.services.web = { kubernetes }))).toEqual([
      'services.web.kubernetes: expected a `cluster` of its environment, which it runs in',
    ])
    expect(faults(production => void (production.services.web = { compose }))).toEqual([
      'services.web.compose: expected a `docker` of its environment, which it runs in',
    ])
  })

  it.each([
    [{ kubernetes, compose }, 'services.web: expected one place where it runs'],
    [
      { deploy: { kubernetes: { image: 'web:{version}' } } },
      "services.web.deploy.kubernetes: expected the service's own kubernetes",
    ],
    [
      { deploy: { compose: { image: 'web:{version}' } } },
      "services.web.deploy.compose: expected the service's own compose",
    ],
    [
      { kubernetes, deploy: { kubernetes: { image: 'web' } } },
      'services.web.deploy.kubernetes.image: expected an image with {version}',
    ],
    [
      { kubernetes: { ...kubernetes, namespace: '../etc' } },
      'services.web.kubernetes.namespace: expected a name as Kubernetes has them',
    ],
  ])('is told what is wrong: %j', (service, told) => {
    const found = faults(production => {
      Object.assign(production, { cluster, docker })
      production.services.web = service
    })
    expect(found).toEqual([expect.stringContaining(told)])
  })

  it('reaches neither a cluster nor an Engine that anybody on the way could read', () => {
    expect(
      faults(production => void (production.cluster = { ...cluster, url: 'http://cluster' })).join(),
    ).toContain('expected the https address of an API server')
    expect(faults(production => void (production.docker = { host: 'tcp://10.0.0.1:2375' }))).toEqual([
      'docker.tls: expected tls: ca, cert and key: whoever reaches an Engine without it has the whole machine',
    ])
  })

  it('is one thing to two environments that name it, so that the stricter rules count', () => {
    const both = system(file => {
      for (const environment of ['production', 'staging'])
        Object.assign(file.environments[environment], {
          cluster,
          docker,
          services: { web: { kubernetes }, old: { compose } },
        })
    })
    for (const service of ['web', 'old'])
      expect(sharedBy(both, 'staging', [resourceOf(both, 'staging', service)])).toEqual(['production'])
    expect(resourceOf(both, 'staging', 'web')).toBe('kubernetes:cluster.example.com:6443:shop/web')
  })
})
