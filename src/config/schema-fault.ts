import type { z } from 'zod'
import { nearest } from '../domain/nearest.ts'
import type { Fault } from './fault.ts'
import type { Path, YamlFile } from './yaml-file.ts'

type Issue = z.core.$ZodIssue

/** What a schema finds wrong with a file, in the words of whoever wrote the file. */
export function faultsOf(file: YamlFile, schema: z.core.$ZodType, issue: Issue, above: Path = []): Fault[] {
  const path = [...above, ...issue.path]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => unknownKey(file, schema, path, key))
    case 'invalid_union':
      return likeliest(issue.errors).flatMap(inner => faultsOf(file, schema, inner, path))
    case 'invalid_key':
      return issue.issues.map(inner =>
        file.fault(path, wordsOf(inner), { found: JSON.stringify(path.at(-1)), atKey: true }),
      )
    default:
      return [file.fault(path, wordsOf(issue))]
  }
}

function unknownKey(file: YamlFile, schema: z.core.$ZodType, path: Path, key: string): Fault {
  const known = keysAt(schema, path)
  const meant = nearest(key, known)
  const hint = meant ? `did you mean ${meant}?` : `known here: ${known.join(', ')}`
  return file.fault([...path, key], `a known key (${hint})`, { found: key, atKey: true })
}

/** Of a union's forms the one that goes deepest before it fails: it is the one that was meant. */
function likeliest(errors: Issue[][]): Issue[] {
  const depth = (issues: Issue[]) => Math.max(0, ...issues.map(({ path }) => path.length))
  return errors.reduce((best, issues) => (depth(issues) > depth(best) ? issues : best), errors[0] ?? [])
}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
}

function wordsOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? issue.expected
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`
    case 'too_small':
      if (issue.origin === 'array') return `at least ${issue.minimum} in the list`
      if (issue.origin !== 'string') return `${issue.minimum} or more`
  }
  return issue.message.replace(/^expected /, '')
}

/** The keys that a schema knows at a path. */
function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'optional':
    case 'default':
      return keysAt(def.innerType, path)
    case 'union':
      return def.options.flatMap(option => keysAt(option, path))
    case 'array':
      return keysAt(def.element, path.slice(1))
    case 'record':
      if (path.length === 0) return [...(def.keyType._zod.values ?? [])].map(String)
      return keysAt(def.valueType, path.slice(1))
    case 'object': {
      const [first, ...rest] = path
      if (first === undefined) return Object.keys(def.shape)
      const inner = def.shape[String(first)]
      return inner ? keysAt(inner, rest) : []
    }
    default:
      return []
  }
}
