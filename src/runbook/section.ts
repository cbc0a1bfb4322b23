import type { RootContent } from 'mdast'
import { toString as plain } from 'mdast-util-to-string'
import type { Place } from '../domain/runbook/place.ts'
import type { Part, PartKind, Procedure, Runbook, SeverityRow, Step } from '../domain/runbook/runbook.ts'
import { alertsIn } from './alerts.ts'
import { fenceOf } from './fences.ts'
import { type Found, itemsOf } from './items.ts'
import { isChecklist, kindOf, labelOf } from './label.ts'
import { indentedIn, isUnclosed, placeOf, type Source } from './markdown.ts'
import { severitiesIn, severityInWords } from './severities.ts'
import type { Variables } from './shell/variables.ts'
import { isVague } from './terms.ts'
import { unreadIn } from './unread.ts'

/** What stands under one heading, taken in piece by piece. */
export interface Section {
  add(node: RootContent): void
  /** What follows stands under a heading that is a label. */
  label(heading: string): void
  /** Undefined where there is nothing to do or to be recognised by. */
  end(): Procedure | undefined
}

/** So far into quotes and lists. */
const deepest = 20

export function createSection(source: Source, path: string[], place: Place, runbook: Runbook): Section {
  const parts: Part[] = [{ kind: 'text', label: '', text: [], steps: [] }]
  const alerts = new Set<string>()
  const rows: SeverityRow[] = []
  const variables: Variables = new Map()
  const part = () => parts.at(-1)!
  const begin = (kind: PartKind, label: string) => parts.push({ kind, label, text: [], steps: [] })

  /** The item that announces a fence is its title. */
  function announced(): string {
    const last = part().steps.at(-1)
    if (last?.kind !== 'item' || !last.title.endsWith(':') || last.notes.length > 0) return ''
    part().steps.pop()
    return last.title
  }

  function add(node: RootContent, title = '', depth = 0): void {
    if (depth > deepest) return
    const inside = node.type === 'code' ? indentedIn(source, node) : undefined
    if (inside) {
      for (const child of inside) add(child, title, depth + 1)
      return
    }
    for (const alert of alertsIn(node)) alerts.add(alert)
    if (node.type === 'paragraph') {
      const label = depth === 0 ? labelOf(node) : undefined
      if (label) begin(label.kind, label.label)
      const text = label?.rest ?? plain(node)
      if (text !== '' && depth === 0) part().text.push(text)
    } else if (node.type === 'code') {
      if (isUnclosed(source, node))
        runbook.troubles.push({
          place: placeOf(source, node),
          message: 'this fence is never closed: all that follows is read as its content',
        })
      const { steps, troubles } = fenceOf(source, node, variables)
      runbook.troubles.push(...troubles)
      const above = title || (steps.length > 0 ? announced() : '')
      part().steps.push(...steps.map(step => titled(step, above)))
    } else if (node.type === 'list') {
      const isToDo =
        node.ordered ||
        (part().kind !== 'symptoms' &&
          (isChecklist(part().label || (path.at(-1) ?? '')) || part().kind !== 'text'))
      for (const found of itemsOf(source, node, isToDo === true, variables)) addItem(found, depth)
    } else if (node.type === 'blockquote') for (const child of node.children) add(child, title, depth)
    else if (node.type === 'table') {
      const found = severitiesIn(source, node)
      rows.push(...found)
      part().text.push(...found.map(severityInWords))
    }
  }

  function addItem(found: Found, depth: number): void {
    if ('step' in found) {
      part().steps.push(found.step)
      tellOfTerm(found.step.title, found.step.place)
    } else if ('text' in found) part().text.push(found.text)
    else {
      const before = part().steps.length
      for (const child of found.children) add(child, found.title, depth + 1)
      // What stands in it is only shown.
      if (part().steps.length === before) for (const one of found.otherwise) addItem(one, depth)
    }
  }

  function tellOfTerm(title: string, where: Place): void {
    if (!isVague(title)) return
    const message =
      'a term of business hours that says no number is no milestone: "within 4 business hours" is'
    runbook.troubles.push({ place: where, message })
  }
  tellOfTerm(path.at(-1) ?? '', place)

  return {
    add(node) {
      runbook.troubles.push(...unreadIn(source, node))
      add(node)
    },
    label: heading => void begin(kindOf(heading), heading.replace(/:$/, '')),
    end() {
      runbook.severities.push(...rows)
      const hasTold = alerts.size > 0 || rows.length > 0
      const isUseful = hasTold || parts.some(({ kind, steps }) => steps.length > 0 || kind === 'symptoms')
      const said = parts.filter(
        ({ label, text, steps }) => label !== '' || text.length > 0 || steps.length > 0,
      )
      if (!isUseful) return undefined
      const severities = rows.length > 0 ? { severities: rows } : {}
      return { id: '', path, place, parts: said, alerts: [...alerts], ...severities }
    },
  }
}

const titled = (step: Step, title: string): Step => (step.title === '' ? { ...step, title } : step)
