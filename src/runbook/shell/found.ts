import type { Line } from '../../domain/runbook/line.ts'
import type { Place } from '../../domain/runbook/place.ts'
import type { Trouble } from '../../domain/runbook/runbook.ts'

/** What a fence has in it, before it is given a number: a command, or without a line something to do by hand. */
export interface Found {
  title: string
  notes: string[]
  text: string
  place: Place
  line?: Line
}

export interface Fence {
  found: Found[]
  troubles: Trouble[]
}
