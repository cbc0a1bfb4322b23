import { Cluster, type Redis } from 'ioredis'

/**
 * Sends all that is asked of Redis in one turn of the event loop in one piece: each command alone would cost a call of
 * the system here, and another there. ioredis's own auto-pipelining makes a command wait for the answers to the
 * ones before it, and sends again in a Cluster.
 */
export function gatherWrites(redis: Redis | Cluster): void {
  if (redis instanceof Cluster) redis.on('+node', gatherWrites)
  else redis.on('connect', () => gather(redis.stream))
}

function gather(stream: Redis['stream']): void {
  const write = stream.write
  let isGathering = false

  function send(): void {
    isGathering = false
    stream.uncork()
  }

  stream.write = (...args: unknown[]): boolean => {
    if (!isGathering) {
      isGathering = true
      stream.cork()
      setImmediate(send)
    }
    return Reflect.apply(write, stream, args) as boolean
  }
}
