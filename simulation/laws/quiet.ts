import { type Incident, isOpen, pageStatusIn } from '../../src/domain/incident.ts'
import type { PageEvent } from '../../src/domain/page.ts'
import { shownIn } from '../../src/engine/edit.ts'
import { cardOf } from '../../src/engine/jobs/cards.ts'
import { markOf } from '../../src/engine/post-once.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { system } from '../system.ts'
import type { World } from '../world.ts'
import { foistedOn } from './foisted.ts'
import { type Broken, incidentsIn } from './law.ts'
import { misowed } from './owed.ts'
import { mistoldNews } from './told.ts'

/** What was accepted from outside, and must have become of it. */
export interface Accepted {
  pages: Set<string>
  texts: Map<string, string>
  /** By the id of their event. */
  news: Map<string, PageEvent>
  /** Incidents, pages, runs and what comes back some of whose jobs were put aside, since they outlived five workers. */
  aside: Set<string>
}

/** What may be owed for much later. */
const later = ['timer', 'lock-nag', 'schedule']

/** Whether nobody has a job in hand, or will have before long. */
export const rests = ({ kind, place }: { kind: string; place: string }): boolean =>
  place === 'parked' || kind === 'reconcile' || (place === 'waiting' && later.includes(kind))

/** What must hold once everything has been done. */
export function checkQuiet({ memory, slack, pagerduty }: World, accepted: Accepted, broken: Broken): void {
  const kept = memory.of(system.system)
  const incidents = incidentsIn(memory)

  for (const job of kept.jobs.all.values())
    if (!rests(job)) broken('nothing stays in hand', `${job.id} is ${job.place}`)

  for (const page of accepted.pages) {
    if (accepted.aside.has(page)) continue
    const id = kept.names.get(`pagerduty:${page}`)
    if (!incidents.some(incident => incident.id === id)) broken('a page becomes an incident', page)
  }
  const known = new Map(incidents.map(incident => [incident.id, incident]))
  const goesOnIn = (incident: Incident): Incident =>
    incident.mergedInto ? goesOnIn(known.get(incident.mergedInto.id)!) : incident
  const holders = new Map<string, string>()
  for (const incident of incidents) {
    const page = incident.pagerduty?.id
    // One that was opened again when what it went into was over begins another.
    if (page === undefined || pagerduty.held(page).isReopened) continue
    const { id } = goesOnIn(incident)
    const other = holders.get(page) ?? id
    if (other !== id) broken('a page is one incident', `${page} is that of ${other} and of ${id}`)
    holders.set(page, id)
  }

  for (const [text, id] of accepted.texts) {
    const found = kept.timelines.get(id)?.filter(entry => 'text' in entry && entry.text === text) ?? []
    if (found.length !== 1)
      broken('what somebody says is there once', `"${text}" of ${id}: ${found.length} times`)
  }

  const mistold = mistoldNews(kept.timelines, accepted)
  if (mistold) broken('what PagerDuty tells is there once', mistold)

  const marks = new Map<string, number>()
  // Below a card that somebody has deleted a copy may stand that came late.
  for (const { mark, thread = '' } of slack.all())
    if (!slack.threads.has(thread)) marks.set(mark, (marks.get(mark) ?? 0) + 1)
  for (const [mark, count] of marks)
    if (count > 1) broken('nothing is posted twice', `${mark}: ${count} times`)

  for (const incident of incidents) {
    const { id } = incident
    if (accepted.aside.has(id)) continue
    const posts = kept.posts.get(id) ?? new Map()
    const card = posts.get('card')
    const shown = card?.state === 'posted' && slack.at(card.channel, card.ts)
    if (!shown && slack.isDeleted(markOf(id, 'card'))) continue
    if (!shown) {
      broken('an incident has its card', id)
      continue
    }
    const message = cardOf(incident, system.title, posts.get('card-before'))
    if (shownIn(shown.message) !== shownIn(message))
      broken('the card shows what is saved', `${id}: "${shown.message.text}" for "${message.text}"`)
    let next = 0
    while (next < incident.entries) {
      const post = posts.get(`entry:${next}`)
      const [line] = slack.marked(markOf(id, `entry:${next}`))
      const isBelow = line?.thread === card.ts || slack.threads.has(line?.thread ?? '')
      const isDeleted = slack.isDeleted(markOf(id, `entry:${next}`))
      if (!isDeleted && (post?.state !== 'posted' || !isBelow)) {
        broken('the thread shows the timeline', `${id} lacks entry ${next} of ${incident.entries}`)
        break
      }
      next = (post && 'upTo' in post ? (post.upTo ?? next) : next) + 1
    }
    for (const [intent, post] of posts)
      if (
        post.state === 'posted' &&
        !slack.isDeleted(markOf(id, intent)) &&
        slack.at(post.channel, post.ts)?.mark !== markOf(id, intent)
      )
        broken('what is known of Slack is so', `${id} ${intent}`)
    const how = misowed(memory, incident)
    if (how) broken('a deadline is owed as long as it holds', how)

    const foisted = foistedOn(incident, kept.timelines.get(id) ?? [], pagerduty)
    if (foisted) broken('nobody is said to have done what Belay did', `${id}: ${foisted}`)

    const link = incident.pagerduty
    if (link?.want) broken('PagerDuty is told', `${id} still wants ${JSON.stringify(link.want)}`)
    else if (link && !link.refused && !incident.mergedInto) {
      const { status } = pagerduty.held(link.id).page
      if (status !== pageStatusIn(incident))
        broken('PagerDuty is told', `${link.id} is ${status}, ${id} ${incident.state}`)
    }
    if (isOpen(incident)) broken('what is resolved is over', id)
  }

  const verdict = verifyAudit(kept.audit, '', kept.audit.at(-1)?.head ?? '')
  if (!verdict.ok) broken('the audit is whole', verdict.why)
}
