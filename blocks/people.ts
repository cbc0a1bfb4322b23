import type { Actor } from '../src/domain/actor.ts'
import type { Person } from '../src/domain/person.ts'
import { clip, listed, shown } from './limits.ts'
import { oneLine } from './text.ts'

export const nameOf = (actor: Actor): string => clip(oneLine(actor.name), shown.name)

/** " in PagerDuty": where somebody did something, when their name does not say it. */
export function placeOf(actor: Actor): string {
  switch (actor.via) {
    case 'slack':
      return ' in Slack'
    case 'pagerduty':
      return actor.name === 'PagerDuty' ? '' : ' in PagerDuty'
    case 'alertmanager':
    case 'cloudwatch':
    case 'belay':
      return ''
  }
}

export const names = (people: string[]): string =>
  listed(
    people.map(name => clip(oneLine(name), shown.name)),
    shown.people,
  ) || 'nobody'

/** Whom a level tells, as its file names them: handles and e-mails, pinging nobody; ids are counted, nobody knows people by them. */
export function audience(notify: Person[]): string {
  const isId = (person: Person) => /^[UW][A-Z0-9]+$/.test(person)
  const ids = notify.filter(isId).length
  const named = notify.filter(person => !isId(person))
  return names(ids === 0 ? named : [...named, ids === 1 ? 'one person' : `${ids} people`])
}
