import { createAwsClients } from '../providers/aws/clients.ts'
import { createTopics } from '../providers/aws/topics.ts'
import { createDocker } from '../providers/docker/api.ts'
import { createContainers } from '../providers/docker/containers.ts'
import { createAccess, createCredentials } from '../providers/kubernetes/access.ts'
import { createKubernetes } from '../providers/kubernetes/api.ts'
import { createWorkloads } from '../providers/kubernetes/workloads.ts'
import { createAsk as createAskMongo } from '../providers/mongodb/ask.ts'
import { createPager } from '../providers/pagerduty/pager.ts'
import { createAsk as createAskPostgres } from '../providers/postgres/ask.ts'
import { createAsk as createAskRedis } from '../providers/redis/ask.ts'
import { createSecrets } from '../providers/secrets.ts'
import { createChat } from '../slack/chat.ts'
import { createDirectory } from '../slack/directory.ts'
import { createWebClient } from '../slack/web-client.ts'
import type { Kept } from './kept.ts'
import type { AppOptions } from './options.ts'
import { whenWanted } from './when-wanted.ts'

/** How long one call to Slack or PagerDuty may take, in milliseconds: less than a worker's lease. */
const callMs = 2_500

/** Whatever Belay calls, by name of its port: a further provider is a line here. */
export function reachOutside(
  { config, log, aws: awsOptions, secrets = {}, rewrite, lookup, ca }: AppOptions,
  { clock, lanes }: Kept,
) {
  const { botToken: token, apiUrl } = config.slack
  const slack = { token, apiUrl, timeoutMs: callMs, log }
  const client = createWebClient(slack)
  // Outside, the wall's time counts.
  const wall = () => clock.wall()
  const aws = createAwsClients(awsOptions)
  const pagerduty = pagerdutyOf(config.pagerduty)
  const elsewhere = rewrite ? { rewrite } : {}
  const revealed = createSecrets(secrets, aws)
  const kubernetes = createKubernetes(createAccess(createCredentials({ secrets: revealed, ...elsewhere })))
  const workloads = createWorkloads(kubernetes)
  const docker = createDocker({ secrets: revealed, ...elsewhere })
  const containers = createContainers(docker)
  return {
    slack,
    github: githubOf(config.github),
    asks: {
      redis: createAskRedis({ secrets: revealed, ...elsewhere }),
      postgres: createAskPostgres({ secrets: revealed, ...elsewhere }),
      mongo: createAskMongo({ secrets: revealed, ...elsewhere }),
    },
    client,
    chat: createChat({ ...slack, lanes }),
    directory: createDirectory({ client, now: wall, log }),
    pagerduty,
    pager: pagerduty && createPager({ ...pagerduty, now: wall }),
    aws,
    kubernetes,
    workloads,
    secrets: revealed,
    docker,
    containers,
    logs: whenWanted(async () => (await import('./logs.ts')).logsOf({ aws, kubernetes, docker })),
    topics: createTopics({ timeoutMs: callMs, ...elsewhere }),
    probes: whenWanted(async () => {
      const { createProbes } = await import('../providers/probes.ts')
      return createProbes({
        aws,
        workloads,
        containers,
        secrets: revealed,
        now: wall,
        ...(lookup && { lookup }),
        ...(ca !== undefined && { ca }),
        ...elsewhere,
      })
    }),
  }
}
export type Outside = ReturnType<typeof reachOutside>

/** Without a token, or anybody to write in the name of, there is no PagerDuty. */
function pagerdutyOf({ apiToken, apiUrl, from }: AppOptions['config']['pagerduty']) {
  if (!apiToken || !from) return undefined
  return { token: apiToken, from, timeoutMs: callMs, url: apiUrl ?? 'https://api.pagerduty.com' }
}

/** GitHub Actions, where there is a token for it. */
const githubOf = ({ token, apiUrl }: AppOptions['config']['github']) =>
  token === undefined ? undefined : { token, ...(apiUrl !== undefined && { url: apiUrl }) }
