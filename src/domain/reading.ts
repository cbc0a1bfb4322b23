/** A value in a table: text, a number, a time in milliseconds since the epoch, or a link. */
export type Cell = string | number | { at: number } | { label: string; url: string }

export interface Table<C extends Cell = Cell> {
  columns: string[]
  /** As many cells a row as there are columns. */
  rows: C[][]
}

/** Numbers side by side: along a time, in milliseconds since the epoch, or by name. */
export interface Chart {
  title: string
  kind: 'line' | 'bar'
  along: (string | { at: number })[]
  /** As many values each as there are points along; a gap where there is none. */
  series: { name: string; values: (number | undefined)[] }[]
  /** What is counted: "ms", "USD". */
  unit: string
}

/** What was read of infrastructure. Nothing of it is markup, whoever wrote it. */
export interface Reading {
  state?: 'fine' | 'unsettled' | 'down'
  /** What of what, and what is worth knowing first: "2 tasks of api-gateway, production: 1 stopped lately". */
  title: string
  /** One sentence each: what stands out, what it means, why it may not be all. */
  lines?: string[]
  chart?: Chart
  table?: Table
  /** What something printed, as it came. */
  output?: string
  links?: { label: string; url: string }[]
  /** What is likely to be wanted next. */
  offers?: { label: string; command: string }[]
}
