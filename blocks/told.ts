import type { Entry } from '../src/domain/timeline.ts'

/** The same entries; those of a level who were told one right after the other are told of in one. */
export function toldTogether(entries: Entry[]): Entry[] {
  const together: Entry[] = []
  for (const entry of entries) {
    const last = together.at(-1)
    if (entry.kind === 'told' && last?.kind === 'told' && last.level === entry.level)
      together.splice(-1, 1, { ...last, people: [...new Set([...last.people, ...entry.people])] })
    else together.push(entry)
  }
  return together
}
