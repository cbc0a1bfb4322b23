/** Something that can be made to happen in the world outside of Slack. */
export interface Act {
  id: string
  label: string
  hint?: string
  fields?: { name: string; label: string; options: { label: string; value: string }[] }[]
}

/** What stands beside the workspace: acts of the world, what it is like now, and a short tour in Markdown. */
export interface Panel {
  title: string
  groups: { title: string; acts: Act[] }[]
  tour?: string
  /** Lines, read once a second; a number is the time there, which is shown in the reader's zone. */
  state?(): (string | number)[]
  /** Does it; what it answers is shown for a moment. A rejection is shown too. */
  act(id: string, fields: Record<string, string>): Promise<string | undefined>
}
