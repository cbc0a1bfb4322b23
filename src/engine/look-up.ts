import { OutsideError } from '../domain/errors.ts'
import type { Person } from '../domain/person.ts'

export interface LookedUp<T> {
  found: { person: Person; is: T }[]
  lost: { person: Person; error: OutsideError }[]
}

/** Asks about each of them by itself: one who cannot be looked up holds up none of the others. */
export async function lookUp<T>(people: Person[], ask: (person: Person) => Promise<T>): Promise<LookedUp<T>> {
  const answers: LookedUp<T> = { found: [], lost: [] }
  const looks = await Promise.allSettled(people.map(ask))
  for (const [i, look] of looks.entries()) {
    const person = people[i]!
    if (look.status === 'fulfilled') answers.found.push({ person, is: look.value })
    else if (look.reason instanceof OutsideError) answers.lost.push({ person, error: look.reason })
    else throw look.reason
  }
  return answers
}
