import { type Actor, isSame, isUnknownToSlack } from '../actor.ts'
import type { Incident } from '../incident.ts'
import type { Needs } from './needs.ts'

type Doing = { by: Actor; did: string }

/** Those without whom it would not be the P1 that it is. */
export const whoBegan = ({ openedBy, raisedBy, reopenedBy }: Incident): Doing[] => [
  { by: openedBy, did: 'declared it' },
  ...(raisedBy ? [{ by: raisedBy, did: 'raised it to a P1' }] : []),
  ...(reopenedBy ? [{ by: reopenedBy, did: 'reopened it' }] : []),
]

/**
 * Why somebody may not go ahead alone; undefined when they may: where the environment allows it, in a P1 of it that is
 * one by an alert or by somebody else. `began`: who that was, by which Slack knows them.
 */
export function whyNotAlone(
  { breakGlass, environment }: Pick<Needs, 'breakGlass'> & { environment: string },
  incident: Incident | undefined,
  began: Doing[],
  by: Actor,
): string | undefined {
  if (!breakGlass)
    return 'Its environment does not allow going ahead alone: its system file would have to say breakGlass.'
  if (!incident) return 'Going ahead alone is for an incident: ask for it in the thread of one.'
  if (incident.environment !== environment)
    return `Going ahead alone is for a P1 of ${environment}, and its incident is of ${incident.environment}.`
  if (incident.state === 'resolved') return 'Its incident is over: there is time for a second person.'
  if (incident.severity !== 'P1')
    return `Going ahead alone is for a P1, and its incident is a ${incident.severity}.`
  const own = began.find(one => isSame(one.by, by))
  if (own) return `You ${own.did} yourself: somebody else has to agree.`
  const unknown = began.find(one => isUnknownToSlack(one.by))
  return unknown
    ? `${unknown.by.name} ${unknown.did} in PagerDuty, and Slack knows nobody with that e-mail: it cannot be told that it was not you. Somebody else has to agree.`
    : undefined
}
