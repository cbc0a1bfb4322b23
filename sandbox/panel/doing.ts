import type { Act } from '../slack/page/panel.ts'

/** Something that the visitor can make happen, and what it then says. */
interface Doing extends Act {
  do(chosen: Record<string, string>): string | Promise<string>
}

export interface Group {
  title: string
  acts: Doing[]
}

export const options = (values: string[]) => values.map(value => ({ label: value, value }))
