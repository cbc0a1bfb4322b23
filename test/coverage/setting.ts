import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { parse } from 'yaml'

type Tree = Record<string, unknown>

const treeOf = (name: string) => parse(readFileSync(`systems/${name}.yml`, 'utf8')) as Tree

/** What is wrong with "path: value" of a system file; undefined where it stands there so. `environments.` may be left out. */
export function faultOf(name: string, setting: string): string | undefined {
  const [path = '', value] = /^(.+?): (.+)$/.exec(setting)?.slice(1) ?? []
  const tree = treeOf(name)
  const { environments = {} } = tree as { environments?: Tree }
  const from = Object.hasOwn(environments, path.split('.')[0]!) ? environments : tree
  const found = path.split('.').reduce<unknown>((at, key) => (at as Tree | undefined)?.[key], from)
  if (found === undefined) return `systems/${name}.yml has no ${path}`
  const expected: unknown = value === undefined ? undefined : parse(value)
  return isDeepStrictEqual(found, expected)
    ? undefined
    : `${path} of systems/${name}.yml is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`
}
