import { readFileSync } from 'node:fs'
import type { Connection } from './connect.ts'
import { asking } from './faults.ts'

/** Runs one script on the keys that begin with this one, or on this one alone. Its hash tag says where in a Cluster. */
export type Script = (key: string, ...args: (string | number)[]) => Promise<unknown>

/**
 * Behind a key this makes one that there never is. Where both are named a Cluster refuses the script while their slot
 * moves to another node (TRYAGAIN): it would find only what is there already.
 */
const never = '!'

/** A script from the file `<name>.lua` beside this one; `--- @include` lines stand for other files. */
export function script(redis: Connection, name: string, on: 'many keys' | 'one key' = 'many keys'): Script {
  const command = `belay:${name}`
  const keysFrom = (key: string) => (on === 'one key' ? [key] : [key, `${key}${never}`])
  redis.defineCommand(command, { lua: source(`${name}.lua`), numberOfKeys: keysFrom('').length })
  const run = Reflect.get(redis, command) as (...args: (string | number)[]) => Promise<unknown>
  return (key, ...args) => asking(name, run.call(redis, ...keysFrom(key), ...args))
}

function source(file: string): string {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  return text.replace(/^--- @include (\S+)$/gm, (_, included: string) => source(included))
}
