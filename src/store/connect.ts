import { Cluster, Redis, type RedisOptions } from 'ioredis'
import { OutsideError } from '../domain/errors.ts'
import { parseAddress } from './address.ts'
import { answerOf } from './faults.ts'
import { gatherWrites } from './gather.ts'

/** A connection to Redis, alone or behind Sentinels, or to a Cluster. */
export type Connection = Redis | Cluster

export interface ConnectOptions {
  /** Told of every fault of the connection, which mends itself. */
  onError?: (error: Error) => void
  /** How long the first connection may take, in milliseconds. */
  timeoutMs?: number
}

/** How long a command may take, in milliseconds. */
export const commandTimeoutMs = 5_000

/** A Redis that is back is wanted at once, and a dial costs next to nothing. */
const backOff = (times: number): number => Math.min(50 * times, 500)

/**
 * A command gets one attempt: none waits off line to be run after its caller gave up, none is sent again when its
 * answer was lost (`maxRetriesPerRequest: 0`, or else ioredis never settles those). The connection comes back for ever.
 */
const options = {
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  commandTimeout: commandTimeoutMs,
  connectTimeout: 5_000,
  // A server that has become a replica is left for the new master.
  reconnectOnError: (error: Error) => answerOf(error).startsWith('READONLY'),
} satisfies RedisOptions

/** Connects to the Redis of a `REDIS_URL`, and resolves when it answers; an `OutsideError` when it does not in time. */
export async function connect(url: string, { onError, timeoutMs = 15_000 }: ConnectOptions = {}) {
  const redis = open(url)
  gatherWrites(redis)
  let last: Error | undefined
  redis.on('error', (error: Error) => {
    forgetCommands(error)
    last = error
    onError?.(error)
  })
  await ready(redis, timeoutMs).catch((error: OutsideError) => {
    redis.disconnect()
    throw last ? new OutsideError(`${error.message} (${whyOf(last)})`, error.fault, { cause: last }) : error
  })
  return redis
}

/** Of a name with several addresses Node has one error for all of them, and no words. */
const whyOf = ({ message, code }: NodeJS.ErrnoException): string => message || String(code)

/** ioredis notes in an error what was sent: the password, where it was AUTH. A Cluster's error holds that of a node. */
function forgetCommands(error: Error): void {
  Reflect.deleteProperty(error, 'command')
  for (const inner of [...Object.values(error), error.cause])
    if (inner instanceof Error) forgetCommands(inner)
}

function open(url: string): Connection {
  const address = parseAddress(url)
  if (address.kind === 'single') return new Redis(address.url, { ...options, retryStrategy: backOff })
  const { username, password, tls, nodes } = address
  const access = { ...(username && { username }), ...(password && { password }), ...(tls && { tls: {} }) }
  if (address.kind === 'cluster') {
    const { enableOfflineQueue: _, ...redisOptions } = { ...options, ...access }
    return new Cluster(nodes, {
      enableOfflineQueue: false,
      retryDelayOnFailover: 0,
      clusterRetryStrategy: backOff,
      redisOptions,
    })
  }
  return new Redis({
    ...options,
    ...access,
    sentinels: nodes,
    name: address.name,
    db: address.db,
    ...(tls && { enableTLSForSentinelMode: true }),
    retryStrategy: backOff,
    sentinelRetryStrategy: backOff,
  })
}

/** Resolves when a connection can be used; an `OutsideError` when that takes longer. */
export async function ready(redis: Connection, timeoutMs: number): Promise<void> {
  await whenReady(redis, timeoutMs)
  // A Cluster's nodes are dialled at their first command, and refuse a second one meanwhile.
  if (redis instanceof Cluster) await Promise.allSettled(redis.nodes('master').map(node => node.ping()))
}

function whenReady(redis: Connection, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      redis.off('ready', onReady)
      reject(
        new OutsideError(`Redis did not answer within ${timeoutMs / 1000} s`, {
          service: 'redis',
          fault: 'away',
          effect: 'none',
        }),
      )
    }, timeoutMs)
    const onReady = () => {
      clearTimeout(timer)
      resolve()
    }
    redis.once('ready', onReady)
  })
}
