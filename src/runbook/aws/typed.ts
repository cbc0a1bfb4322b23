import { nearest } from '../../domain/nearest.ts'
import type { Input, InputKind, Text } from '../../domain/runbook/line.ts'
import type { Tree } from '../../domain/runbook/verdict.ts'
import type { Shape, Structure } from '../../ports/aws-shapes.ts'
import { inputOf } from '../inputs.ts'
import { literal } from '../text.ts'
import { masked } from './holes.ts'
import { type Loose, ShorthandError, shorthand } from './shorthand.ts'

/** What cannot be, in words that go on after the name of the argument. */
export class ArgumentError extends Error {}

/** The words given to one argument, as what AWS takes there. */
export function typed(words: Text[], shape: Shape, name: string): Tree {
  const [word = []] = words
  const file = fileOf(word, name)
  if (file) return file
  if (shape.is !== 'list') return one(word, shape, name)
  const isJson = words.length === 1 && startsWith(word, '[')
  if (isJson) return one(word, shape, name)
  const element = shape.of()
  return { list: words.map(each => one(each, element, name)) }
}

/** `file://…` and `fileb://…` lie on somebody's machine: their content is pasted or uploaded. */
function fileOf(word: Text, name: string): Text | undefined {
  const path = typeof word[0] === 'string' ? /^fileb?:\/\/(.*)$/s.exec(word[0])?.[1] : undefined
  if (path === undefined) return undefined
  const input: Input = { name, kind: 'file', example: path }
  return [{ of: 'input', input }]
}

const startsWith = (word: Text, signs: string): boolean =>
  typeof word[0] === 'string' && signs.includes(word[0].trimStart()[0] ?? ' ')

function one(word: Text, shape: Shape, name: string): Tree {
  if (shape.is !== 'list' && shape.is !== 'map' && shape.is !== 'structure') return scalar(word, shape, name)
  const { text, back } = masked(word)
  if (word.length === 1 && typeof word[0] !== 'string') return word
  return fitted(startsWith(word, '{[') ? jsonOf(text) : shorthandOf(text), shape, name, back)
}

function jsonOf(text: string): Loose {
  try {
    return JSON.parse(text) as Loose
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new ArgumentError(`is no JSON: ${error.message.replace(/\uE100\d+\uE101/g, '…')}`)
    throw error
  }
}

function shorthandOf(text: string): Loose {
  try {
    return shorthand(text)
  } catch (error) {
    if (error instanceof ShorthandError) throw new ArgumentError(`cannot be read: ${error.message}`)
    throw error
  }
}

/** What was written loosely, as the shape has it. */
function fitted(loose: Loose, shape: Shape, name: string, back: (piece: string) => Text): Tree {
  if (shape.is === 'list') {
    const of = shape.of()
    return { list: (Array.isArray(loose) ? loose : [loose]).map(item => fitted(item, of, name, back)) }
  }
  if (shape.is === 'map') {
    if (!isMap(loose)) throw new ArgumentError('is a map: name=value,name=value')
    const of = shape.of()
    return {
      map: Object.fromEntries(
        Object.entries(loose).map(([key, value]) => [key, fitted(value, of, name, back)]),
      ),
    }
  }
  if (shape.is === 'structure') {
    if (!isMap(loose)) throw new ArgumentError(`is written as ${exampleOf(shape)}`)
    return structured(loose, shape, name, back)
  }
  if (typeof loose === 'object' && loose !== null)
    throw shape.is === 'json'
      ? new ArgumentError('cannot be read')
      : new ArgumentError('is one value, and several are given')
  return scalar(back(String(loose)), shape, name)
}

const isMap = (loose: Loose): loose is { [name: string]: Loose } =>
  typeof loose === 'object' && loose !== null && !Array.isArray(loose)

function structured(
  loose: { [name: string]: Loose },
  shape: Structure,
  name: string,
  back: (piece: string) => Text,
): Tree {
  const map = Object.entries(loose).map(([key, value]): [string, Tree] => {
    const member = shape.members.get(key)
    if (!member) {
      const meant = nearest(key, shape.members.keys())
      throw new ArgumentError(
        `has no ${key}${meant ? `: ${meant} is meant?` : `; it has ${[...shape.members.keys()].join(', ')}`}`,
      )
    }
    return [key, fitted(value, member(), `${name} ${key}`, back)]
  })
  const missing = shape.required.find(key => !Object.hasOwn(loose, key))
  if (missing !== undefined) throw new ArgumentError(`needs ${missing}, as in ${exampleOf(shape)}`)
  return { map: Object.fromEntries(map) }
}

const exampleOf = ({ members, required }: Structure): string =>
  (required.length > 0 ? required : [...members.keys()].slice(0, 3)).map(key => `${key}=…`).join(',')

/** Names of what is counted, where AWS's schema says no more than that it is a number. */
const countable = /(?:count|capacity|size|periods?|limit|results|items|storage|days|seconds|minutes)$/i

function scalar(word: Text, shape: Shape, name: string): Tree {
  const said = literal(word)
  if (said === undefined) return word
  if (shape.is === 'number') {
    if (said.trim() === '' || !Number.isFinite(Number(said)))
      throw new ArgumentError(`is a number, and "${said}" is none`)
    if (countable.test(name) && !/^\d+$/.test(said))
      throw new ArgumentError(`is a whole number of 0 or more, and "${said}" is none`)
    return { number: Number(said) }
  }
  if (shape.is === 'boolean') {
    if (!/^(?:true|false)$/i.test(said)) throw new ArgumentError(`is true or false, and "${said}" is neither`)
    return { boolean: said.toLowerCase() === 'true' }
  }
  if (shape.is === 'time' && !/^\d+(?:\.\d+)?$|^\d{4}-\d\d-\d\d/.test(said))
    throw new ArgumentError(`is a time such as 2026-01-31T12:00:00Z, and "${said}" is none`)
  if (shape.is === 'bytes') throw new ArgumentError(`is a file, as in fileb://${name.replace(/^-+/, '')}`)
  return word
}

const kinds: Partial<Record<Shape['is'], InputKind>> = { number: 'number', time: 'time', bytes: 'file' }

/** What is asked for where an argument is missing. */
export function asked(flag: string, shape: Shape, why: string): Input {
  const { kind, ...input } = inputOf(flag)
  return { ...input, kind: kinds[shape.is] ?? kind, why }
}
