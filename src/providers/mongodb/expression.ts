import { type Expression, type Node, type Property, parseExpressionAt } from 'acorn'
import { UserError } from '../../domain/errors.ts'

/** `db.trips.find({}).limit(5)`: what it begins with, and each call with what it is given. */
export interface Chain {
  /** `db`, `db trips`, `rs`. */
  of: string[]
  calls: Call[]
}

export interface Call {
  name: string
  args: unknown[]
}

/** What cannot be read is told, with what can. */
const unreadable = (what: string): UserError =>
  new UserError(
    `Belay reads calls such as db.trips.find({ userId: "7" }).limit(5), and not ${what.slice(0, 60)}.`,
  )

/** An expression of MongoDB's shell, by a parser of JavaScript: only calls, and values as they are written, nothing is carried out. */
export function chainOf(text: string, given: ReadonlyMap<string, string>): Chain {
  const source = text.trim().replace(/;$/, '')
  let tree: Expression
  try {
    tree = parseExpressionAt(source, 0, { ecmaVersion: 2020 })
  } catch (error) {
    if (error instanceof SyntaxError) throw unreadable(`"${source}" (${error.message})`)
    throw error
  }
  if (tree.end !== source.length) throw unreadable(`"${source.slice(tree.end).trim()}"`)
  const calls: Call[] = []
  let at: Node = tree
  for (;;) {
    const node = at as Expression
    if (node.type !== 'CallExpression') break
    const callee = node.callee
    if (callee.type !== 'MemberExpression') throw unreadable(`"${textOf(node)}"`)
    calls.unshift({ name: memberOf(callee.property, callee.computed), args: node.arguments.map(valueIn) })
    at = callee.object
  }
  return { of: pathOf(at as Expression), calls }

  function pathOf(node: Expression): string[] {
    if (node.type === 'Identifier') return [node.name]
    if (node.type === 'MemberExpression')
      return [...pathOf(node.object as Expression), memberOf(node.property, node.computed)]
    throw unreadable(`"${textOf(node)}"`)
  }

  function memberOf(node: Node, isComputed: boolean): string {
    const property = node as Expression
    if (!isComputed && property.type === 'Identifier') return filled(property.name)
    if (property.type === 'Literal' && typeof property.value === 'string') return filled(property.value)
    throw unreadable(`"${textOf(node)}"`)
  }

  function valueIn(node: Node): unknown {
    const value = node as Expression
    switch (value.type) {
      case 'Literal':
        return typeof value.value === 'string'
          ? filled(value.value)
          : value.regex
            ? regex(value.regex)
            : value.value
      case 'Identifier':
        if (given.has(value.name)) return numberOr(given.get(value.name)!)
        break
      case 'UnaryExpression': {
        const inner = valueIn(value.argument)
        if (value.operator === '-' && typeof inner === 'number') return -inner
        break
      }
      case 'ArrayExpression':
        return value.elements.map(one => valueIn(one!))
      case 'ObjectExpression':
        return Object.fromEntries(value.properties.map(one => entryOf(one as Property)))
      case 'NewExpression':
      case 'CallExpression':
        return made(value.callee as Expression, value.arguments.map(valueIn))
    }
    throw unreadable(`"${textOf(node)}"`)
  }

  function entryOf(property: Property): [string, unknown] {
    if (property.type !== 'Property' || property.computed || property.kind !== 'init')
      throw unreadable(`"${textOf(property)}"`)
    const key = property.key as Expression
    const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : ''
    return [filled(name), valueIn(property.value)]
  }

  /** As the driver's extended JSON has it. */
  function made(callee: Expression, [first]: unknown[]): unknown {
    const name = callee.type === 'Identifier' ? callee.name : ''
    if (name === 'ObjectId' && typeof first === 'string') return { $oid: first }
    if ((name === 'ISODate' || name === 'Date') && typeof first === 'string') return { $date: first }
    if (name === 'NumberLong' || name === 'NumberInt') return Number(first)
    throw unreadable(`"${textOf(callee)}(…)"`)
  }

  function filled(text: string): string {
    return text.replace(/blank\d+\$/g, name => given.get(name) ?? name)
  }

  function textOf({ start, end }: Node): string {
    return source.slice(start, end)
  }
}

const regex = ({ pattern, flags }: { pattern: string; flags: string }) => ({
  $regularExpression: { pattern, options: flags },
})
const numberOr = (text: string): string | number => (/^-?\d{1,15}$/.test(text) ? Number(text) : text)
