import type { Owed } from '../../domain/jobs.ts'

/** What is owed where a list has changed: that its message shows it. */
export const shownAgain = (checklist: string, at: number): Owed => ({
  orders: [{ job: { kind: 'show-checklist', checklist }, due: at, when: 'earlier' }],
  cancelled: [],
})
