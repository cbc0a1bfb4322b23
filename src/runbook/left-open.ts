import type { Text } from '../domain/runbook/line.ts'
import type { Action, Tree } from '../domain/runbook/verdict.ts'

/** What is written as a blank is, and is none that Belay knows. */
const open =
  /<\p{L}[^<>=&"`$]*>|\{\{.*?\}\}|(?<![$%@#\\])\{[A-Za-z][\w .-]*(?:\}|$)|\bY{4}[-_/.]?MM|\bDD[-_/.]?MM/u

/** What has a language of its own, to which such signs say something. */
const languages = ['filterPattern', 'body', 'matchers', 'comment']

/** The first of what an action would be given as it is written, though somebody is to put something in its place. */
export function leftOpen({ via, input, on = {} }: Action): string | undefined {
  if (via === 'postgres' || via === 'mongo' || via === 'value') return undefined
  const given = Object.entries({ ...input, ...on }).filter(([name]) => !languages.includes(name))
  return given
    .flatMap(([, tree]) => textsIn(tree))
    .map(text => open.exec(text)?.[0])
    .find(found => found !== undefined)
}

function textsIn(tree: Tree): string[] {
  if (Array.isArray(tree)) return (tree as Text).filter(part => typeof part === 'string')
  if ('list' in tree) return tree.list.flatMap(textsIn)
  return 'map' in tree ? Object.values(tree.map).flatMap(textsIn) : []
}
