import type { Action } from '../domain/runbook/verdict.ts'
import { partsOf } from './action.ts'

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
    .flatMap(([, tree]) => partsOf(tree))
    .map(part => (typeof part === 'string' ? open.exec(part)?.[0] : undefined))
    .find(found => found !== undefined)
}
