import { readFileSync } from 'node:fs'
import type { Connection } from './connect.ts'
import { asking } from './faults.ts'

/** Runs one script on one key, which also says where in a Cluster. */
export type Script = (key: string, ...args: (string | number)[]) => Promise<unknown>

/** A script from the file `<name>.lua` beside this one; `--- @include` lines stand for other files. */
export function script(redis: Connection, name: string): Script {
  const command = `belay:${name}`
  redis.defineCommand(command, { lua: source(`${name}.lua`), numberOfKeys: 1 })
  const run = Reflect.get(redis, command) as Script
  return (key, ...args) => asking(name, run.call(redis, key, ...args))
}

function source(file: string): string {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  return text.replace(/^--- @include (\S+)$/gm, (_, included: string) => source(included))
}
