import type { System } from '../src/domain/system.ts'
import { furnish } from './account/account.ts'
import { createAlertmanager } from './alertmanager/alertmanager.ts'
import { createAws } from './aws/aws.ts'
import { createSns } from './aws/sns.ts'
import { createDocker } from './docker/docker.ts'
import { furnishDocker } from './docker/furnish.ts'
import { createEndpoints } from './endpoints/endpoints.ts'
import { createHandshakes } from './endpoints/handshakes.ts'
import { createNames } from './endpoints/names.ts'
import { furnishGithub } from './github/furnish.ts'
import { createGithub } from './github/github.ts'
import { furnishKubernetes } from './kubernetes/furnish.ts'
import { createKubernetes } from './kubernetes/kubernetes.ts'
import { createMongoDb } from './mongodb/mongodb.ts'
import { createPostgres } from './postgres/postgres.ts'
import { fillCache } from './redis.ts'

export interface OutsideOptions {
  systems: System[]
  /** What time it is there, in milliseconds since the epoch. */
  now(): number
  /** Teams' caches are in database 1 of it: Belay itself keeps what it knows in database 0, and a cache can be flushed. */
  redisUrl: string
}

/** What the systems run on, simulated on this machine and furnished with what their files name. */
export async function createOutside({ systems, now, redisUrl }: OutsideOptions) {
  const endpoints = await createEndpoints()
  const handshakes = await createHandshakes()
  const names = createNames()
  const aws = await createAws({ now })
  furnish(aws, systems, now())
  const sns = await createSns({ now })
  const github = await createGithub({ now })
  furnishGithub(github, systems, now())
  const alertmanager = await createAlertmanager({ now })
  const alertmanagers = new Set(systems.map(system => system.alertmanager?.url))
  const kubernetes = await createKubernetes({ now })
  furnishKubernetes(kubernetes, systems, now())
  const clusters = clustersOf(systems)
  const docker = await createDocker({ now })
  furnishDocker(docker, systems, now())
  const cacheUrl = `${redisUrl}/1`
  if (haveCaches(systems)) await fillCache(cacheUrl)
  const mongodb = await createMongoDb({ now })
  const postgres = await createPostgres({ now })

  const databases = { mongodb, postgres }
  const servers = { endpoints, handshakes, aws, sns, github, alertmanager, kubernetes, docker, ...databases }
  return {
    ...servers,
    names,
    cacheUrl,
    /** Where on this machine an address of the systems' files is to be found. */
    rewrite(address: string): string {
      if (address.startsWith('tls:')) return handshakes.rewrite(address)
      if (address.startsWith('redis')) return cacheUrl
      if (address.startsWith('postgres')) return postgres.url
      if (address.startsWith('mongodb')) return mongodb.url
      if (address.startsWith('https://sns.')) return sns.rewrite(address)
      if (clusters.includes(address)) return kubernetes.url
      if (/^(?:tcp|unix):/.test(address)) return docker.url
      return alertmanagers.has(address) ? alertmanager.url : endpoints.rewrite(address)
    },
    async close(): Promise<void> {
      await Promise.all(Object.values(servers).map(server => server.close()))
    },
  }
}

const haveCaches = (systems: System[]): boolean =>
  systems
    .flatMap(({ environments }) => Object.values(environments))
    .some(({ caches = {} }) => Object.keys(caches).length > 0)

/** The addresses of API servers. */
const clustersOf = (systems: System[]): string[] =>
  systems
    .flatMap(({ environments }) => Object.values(environments))
    .flatMap(({ cluster }) => (cluster === undefined || cluster === 'in-cluster' ? [] : [cluster.url]))

export type Outside = Awaited<ReturnType<typeof createOutside>>
