import type { BusinessTime } from '../duration.ts'
import type { Severity } from '../severity.ts'
import type { Line } from './line.ts'
import type { Place } from './place.ts'

/** What was not understood, or cannot be right: in words that say what would be. */
export interface Trouble {
  place: Place
  message: string
}

/** A team's operations as written down in Markdown. */
export interface Runbook {
  file: string
  title: string
  procedures: Procedure[]
  severities: SeverityRow[]
  troubles: Trouble[]
}

/** A row of a table of severities, cell by the head of its column, as written. */
export interface SeverityRow {
  place: Place
  /** The one that it is about; undefined where that cannot be told. */
  severity?: Severity
  cells: Record<string, string>
}

/** What stands under one heading. */
export interface Procedure {
  /** Its headings below the title, joined: stays the same while they do. */
  id: string
  /** The headings that it stands under, its own last. */
  path: string[]
  place: Place
  parts: Part[]
  /** Alerts that its text says fire: `PostgreSQLHighConnections`. */
  alerts: string[]
  /** Of tables of severities that stand in it. */
  severities?: SeverityRow[]
}

const partKinds = ['text', 'symptoms', 'diagnosis', 'resolution'] as const
export type PartKind = (typeof partKinds)[number]

/** What stands under a label such as **Diagnosis:**, or before the first of them. */
export interface Part {
  kind: PartKind
  /** The label as written, without its colon; empty before the first. */
  label: string
  /** Its prose, a paragraph each. */
  text: string[]
  steps: Step[]
}

export type Step = CommandStep | ItemStep

interface AnyStep {
  /** Its procedure and its number in there. */
  id: string
  /** The comment above it, or what the item of a list says; empty without one. */
  title: string
  /** What else stands about it: comments below, items of a list further in. */
  notes: string[]
  place: Place
}

/** One command, or one statement given to a client such as psql. */
export interface CommandStep extends AnyStep {
  kind: 'command'
  /** As written. */
  text: string
  line: Line
}

/** Something to be done by hand, which is ticked. */
export interface ItemStep extends AnyStep {
  kind: 'item'
  /** "within 5 minutes", in milliseconds; "within 2 business days". */
  within?: number | BusinessTime
  /** What is to be set somewhere by hand, as in a fence of YAML. */
  text?: string
}

export const stepsOf = ({ parts }: Procedure): Step[] => parts.flatMap(({ steps }) => steps)

/** What a step is called: its title, or the first line of what stands there. */
export const stepTitle = ({ title, text = '' }: Step): string => title || text.split('\n', 1)[0]!
