import type { System } from './system.ts'

/** Whom a system's ladder tells has to be able to answer: they count as responders, also those its file names nowhere else. */
export const withLadder = (system: System): System => ({
  ...system,
  people: {
    ...system.people,
    responders: [
      ...new Set([...system.people.responders, ...system.escalation.flatMap(level => level.notify)]),
    ],
  },
})
