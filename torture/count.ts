import type { World } from '../sandbox/world.ts'
import { clocks } from '../src/domain/clocks.ts'
import { type Incident, pageStatusIn } from '../src/domain/incident.ts'
import type { Entry } from '../src/domain/timeline.ts'
import { markOf } from '../src/engine/post-once.ts'
import type { Post } from '../src/ports/posts.ts'
import { verifyAudit } from '../src/store/audit.ts'
import type { Found, Kept } from './kept.ts'

/** What was to be, what there is, and what is wrong with it. */
export interface Count {
  what: string
  expected: number
  found: number
  lost: string[]
  doubled: string[]
}

/** Everything that is counted once all is at rest. */
export function countAll(world: World, kept: Kept[], acknowledgeMs: number): Count[] {
  const found = kept.flatMap(({ incidents }) => incidents)
  const posted = marksIn(world)
  return [
    countIncidents(world, found),
    countStates(world, found),
    countCards(found, posted),
    countThreads(found, posted),
    countLines(found, posted),
    countNotes(world, found),
    ...[1, 2].map(level => countPages(level, found, posted)),
    countDeadlines(found, acknowledgeMs),
    countDeploys(world, kept),
    countAudits(kept),
  ]
}

interface Placed {
  channel: string
  ts: string
  thread?: string
}

/** Where in Slack each of Belay's posts stands, by its mark. */
function marksIn({ slack }: World): Map<string, Placed[]> {
  const marks = new Map<string, Placed[]>()
  for (const { channel, ts, thread, metadata } of slack.workspace.messages) {
    const mark = metadata?.event_payload.mark
    if (typeof mark !== 'string') continue
    marks.set(mark, [...(marks.get(mark) ?? []), { channel, ts, ...(thread !== undefined && { thread }) }])
  }
  return marks
}

type Marks = ReturnType<typeof marksIn>

function countIncidents({ pagerduty }: World, found: Found[]): Count {
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
function countStates({ pagerduty }: World, found: Found[]): Count {
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

function countCards(found: Found[], posted: Marks): Count {
  const cards = found.map(({ incident }) => ({ incident, at: posted.get(markOf(incident.id, 'card')) ?? [] }))
  return {
    what: 'cards',
    expected: found.length,
    found: cards.reduce((sum, { at }) => sum + at.length, 0),
    lost: cards.filter(({ at }) => at.length === 0).map(({ incident }) => label(incident)),
    doubled: cards.filter(({ at }) => at.length > 1).map(({ incident }) => label(incident)),
  }
}

/** Everything that is told of an incident stands below its card. */
function countThreads(found: Found[], posted: Marks): Count {
  const lost: string[] = []
  const doubled: string[] = []
  for (const { incident, posts } of found) {
    const lines = Object.keys(posts).filter(intent => intent.startsWith('entry:'))
    const threads = new Set(
      lines.flatMap(line => posted.get(markOf(incident.id, line)) ?? []).map(({ thread }) => thread),
    )
    const card = posted.get(markOf(incident.id, 'card'))?.[0]
    if (threads.size > 1) doubled.push(label(incident))
    else if (!card || !threads.has(card.ts)) lost.push(label(incident))
  }
  return { what: 'threads', expected: found.length, found: found.length - lost.length, lost, doubled }
}

/** Each entry of a timeline is told in one line of the thread, in order; a line may tell several. */
function countLines(found: Found[], posted: Marks): Count {
  const lost: string[] = []
  const doubled: string[] = []
  let expected = 0
  for (const { incident, entries, posts } of found) {
    expected += entries.length
    if (incident.entries !== entries.length)
      lost.push(`${label(incident)} counts ${incident.entries} and has ${entries.length}`)
    let last = ''
    for (let next = 0; next < entries.length; ) {
      const intent = `entry:${next}`
      const lines = posted.get(markOf(incident.id, intent)) ?? []
      if (lines.length === 0) lost.push(`${label(incident)} ${intent} (${entries[next]!.kind})`)
      if (lines.length > 1) doubled.push(`${label(incident)} ${intent} (${entries[next]!.kind})`)
      if (lines[0] && lines[0].ts < last) lost.push(`${label(incident)} ${intent} is out of order`)
      last = lines[0]?.ts ?? last
      next = (upTo(posts[intent]) ?? next) + 1
    }
  }
  return { what: 'timeline entries told in threads', expected, found: expected - lost.length, lost, doubled }
}

const upTo = (post: Post | undefined): number | undefined => (post && 'upTo' in post ? post.upTo : undefined)

/** What somebody said in PagerDuty is said here. */
function countNotes({ pagerduty }: World, found: Found[]): Count {
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

/** A rung of the ladder as it was called, with who was told before the next. */
interface Called {
  level: number
  entry: Entry
  told: string[]
}

function calledIn(entries: Entry[]): Called[] {
  const called: Called[] = []
  for (const entry of entries) {
    if (entry.kind === 'level') called.push({ level: entry.level, entry, told: [] })
    if (entry.kind !== 'told') continue
    // That somebody was told may be written after the level was called once more.
    for (const person of entry.people) {
      const ofLevel = called.filter(({ level }) => level === entry.level)
      const rung = ofLevel.findLast(({ told }) => !told.includes(person)) ?? ofLevel.at(-1)
      rung?.told.push(person)
    }
  }
  return called
}

/** Who is called is told: once of each rung, and for certain of the last where nobody has taken it since. */
function countPages(level: number, found: Found[], posted: Marks): Count {
  const lost: string[] = []
  const doubled: string[] = []
  let [expected, told] = [0, 0]
  for (const { incident, entries, posts } of found) {
    const called = calledIn(entries)
    for (const rung of called) {
      if (rung.level !== level) continue
      // A level that was called beyond at once need not have been told.
      const isOwed = incident.state === 'triggered' && rung === called.at(-1)
      if (isOwed) expected++
      if (isOwed && rung.told.length > 0) told++
      if (isOwed && rung.told.length === 0) lost.push(label(incident))
      if (new Set(rung.told).size < rung.told.length) doubled.push(`${label(incident)} ${rung.told.join()}`)
    }
    for (const [intent, post] of Object.entries(posts)) {
      if (!/^page:/.test(intent)) continue
      const messages = posted.get(markOf(incident.id, intent)) ?? []
      if (post.state === 'posted' && level === 1 && messages.length > 1)
        doubled.push(`${label(incident)} ${intent}`)
      if (post.state === 'posted' && level === 1 && messages.length === 0)
        lost.push(`${label(incident)} ${intent}`)
      if (post.state !== 'in-digest' || post.level !== level) continue
      const digest = `digest:${incident.system}:${post.person}:${post.level}/${post.number}`
      if (!posted.has(digest) && incident.state === 'triggered') lost.push(`${label(incident)} ${digest}`)
    }
  }
  return { what: `pages of level ${level} that nobody answered`, expected, found: told, lost, doubled }
}

/** Nobody has waited longer than the ladder says, and nobody was called sooner. */
function countDeadlines(found: Found[], acknowledgeMs: number): Count {
  const lost: string[] = []
  const doubled: string[] = []
  let expected = 0
  for (const { incident, entries, now } of found) {
    const due = clocks(incident).escalate
    if (due !== undefined && now - due > 10_000)
      lost.push(`${label(incident)} should have climbed ${now - due} ms ago`)
    let last: Called | undefined
    for (const rung of calledIn(entries)) {
      const byClock = rung.entry.by.via === 'belay' && rung.level > 1
      if (byClock) expected++
      if (byClock && last && rung.entry.at - last.entry.at < acknowledgeMs)
        doubled.push(`${label(incident)} climbed after ${rung.entry.at - last.entry.at} ms: early`)
      last = rung
    }
  }
  return { what: 'climbs (doubled: early)', expected, found: expected, lost, doubled }
}

/** A call that begins a deployment is made once for each run that has begun; each has a revision of its own. */
function countDeploys({ aws }: World, kept: Kept[]): Count {
  const begun = new Map<string, number>()
  for (const { action, input } of aws.asked)
    if (action === 'UpdateService')
      begun.set(input.taskDefinition, (begun.get(input.taskDefinition) ?? 0) + 1)
  const runs = kept.flatMap(one => one.runs).filter(({ state }) => state !== 'proposed')
  return {
    what: 'approved deploys',
    expected: runs.length,
    found: begun.size,
    lost: runs
      .filter(({ state }) => state !== 'succeeded')
      .map(({ system, state, why, waits }) => `${system}: ${state} ${why ?? waits ?? ''}`),
    doubled: [...begun].filter(([, count]) => count > 1).map(([revision]) => revision),
  }
}

function countAudits(kept: Kept[]): Count {
  const broken = kept.flatMap(({ system, audit }) => {
    const verdict = verifyAudit(audit.links, '', audit.head)
    return verdict.ok ? [] : [`${system}: ${verdict.why}`]
  })
  return {
    what: 'audits that are whole',
    expected: kept.length,
    found: kept.length - broken.length,
    lost: broken,
    doubled: [],
  }
}

const label = ({ number, id }: Incident): string => `INC-${number} ${id}`
