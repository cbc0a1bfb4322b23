import type { World } from '../../sandbox/world.ts'
import { pageStatusIn } from '../../src/domain/incident.ts'
import type { Found } from '../kept.ts'
import { type Count, label } from './count.ts'

export function countIncidents({ pagerduty }: World, found: Found[]): Count {
  const byPage = new Map<string, number>()
  for (const { incident } of found) {
    const page = incident.pagerduty?.id ?? 'none'
    byPage.set(page, (byPage.get(page) ?? 0) + 1)
  }
  return {
    what: 'incidents',
    expected: pagerduty.incidents.length,
    found: found.length,
    lost: pagerduty.incidents
      .filter(({ id }) => !byPage.has(id))
      .map(({ id, status }) => `${id} (${status})`),
    doubled: [...byPage].filter(([, count]) => count > 1).map(([id]) => id),
  }
}

/** Whether what is triggered, acknowledged or resolved there is so here. */
export function countStates({ pagerduty }: World, found: Found[]): Count {
  const held = new Map(pagerduty.incidents.map(page => [page.id, page.status]))
  const otherwise = found.filter(({ incident }) => {
    const page = incident.pagerduty
    return page && !page.refused && held.get(page.id) !== pageStatusIn(incident)
  })
  return {
    what: 'incidents as PagerDuty has them',
    expected: found.length,
    found: found.length - otherwise.length,
    lost: otherwise.map(
      ({ incident }) => `${label(incident)} is ${incident.state}, there ${held.get(incident.pagerduty!.id)}`,
    ),
    doubled: [],
  }
}

/** What PagerDuty tells is taken sooner or later: it gives up on what is refused. */
export function countWebhooks({ pagerduty }: World): Count {
  const { all } = pagerduty.webhooks
  const lost = all.filter(({ state }) => state !== 'delivered')
  return {
    what: 'webhooks taken',
    expected: all.length,
    found: all.length - lost.length,
    lost: lost.map(
      ({ type, incident, state, statuses }) => `${type} of ${incident} ${state}: ${statuses.at(-1)}`,
    ),
    doubled: [],
  }
}

/** What somebody said in PagerDuty is said here. */
export function countNotes({ pagerduty }: World, found: Found[]): Count {
  const said = new Map<string, number>()
  for (const { entries } of found)
    for (const entry of entries)
      if (entry.kind === 'note') said.set(entry.text, (said.get(entry.text) ?? 0) + 1)
  const known = new Set(found.map(({ incident }) => incident.pagerduty?.id))
  const notes = pagerduty.incidents
    .filter(({ id }) => known.has(id))
    .flatMap(one => one.notes.map(({ content }) => content))
  return {
    what: 'notes',
    expected: notes.length,
    found: notes.filter(note => said.has(note)).length,
    lost: notes.filter(note => !said.has(note)),
    doubled: [...said].filter(([, count]) => count > 1).map(([text]) => text),
  }
}
