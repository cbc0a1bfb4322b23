/** Who did something, and where: a Slack user, a PagerDuty user, a monitor, or Belay's own clock. */
export interface Actor {
  via: 'slack' | 'pagerduty' | 'alertmanager' | 'cloudwatch' | 'belay'
  id?: string
  name: string
  /** The Slack user that a person of PagerDuty's is, once that is known. */
  slack?: string
}

/** By which Slack knows somebody; undefined of whoever it does not, as far as is known. */
export const slackIdOf = ({ via, id, slack }: Actor): string | undefined => (via === 'slack' ? id : slack)

/** Whether somebody is a person of PagerDuty's whom Slack does not know, as far as is known. */
export const isUnknownToSlack = (actor: Actor): actor is Actor & { id: string } =>
  actor.via === 'pagerduty' && actor.id !== undefined && slackIdOf(actor) === undefined

/** Whether two actors are one person, as far as can be told: the same id in the same place, or in Slack. */
export function isSame(a: Actor | undefined, b: Actor): boolean {
  if (!a) return false
  const slack = slackIdOf(a)
  if (slack !== undefined && slack === slackIdOf(b)) return true
  return a.via === b.via && (a.id ?? a.name) === (b.id ?? b.name)
}

/** PagerDuty itself: a service of it, a timer, or somebody of whom it does not tell. */
export const pagerduty: Actor = { via: 'pagerduty', name: 'PagerDuty' }

/** Belay itself, when nobody asked. */
export const belay: Actor = { via: 'belay', name: 'Belay' }
