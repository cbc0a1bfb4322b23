import { spawnSync } from 'node:child_process'
import { availableParallelism, cpus } from 'node:os'
import { hasRedisServer } from '../sandbox/redis.ts'

/** Where and how it was measured, in a sentence. */
export function machine(rounds: number): string {
  const cores = `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'})`
  const versions = [`Node ${process.versions.node}`, redisVersion()].filter(version => version !== undefined)
  return `Measured on ${cores}, ${versions.join(', ')}; medians of ${rounds} ${rounds === 1 ? 'round' : 'rounds'}, in brackets the lowest and the highest ratio of one.`
}

function redisVersion(): string | undefined {
  if (!hasRedisServer()) return undefined
  const { stdout } = spawnSync('redis-server', ['--version'], { encoding: 'utf8' })
  const version = /v=(\S+)/.exec(stdout)?.[1]
  return version && `Redis ${version}`
}
