import { clocks } from '../../src/domain/clocks.ts'
import type { Entry } from '../../src/domain/timeline.ts'
import { markOf } from '../../src/engine/post-once.ts'
import type { Found } from '../kept.ts'
import { type Count, label } from './count.ts'
import type { Marks } from './marks.ts'

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
export function countPages(level: number, found: Found[], posted: Marks): Count {
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

/** What PagerDuty is asked for, and does not tell by itself, it tells by whole seconds: Belay takes the end of it. */
const asReadMs = 1_000

/** Nobody has waited longer than the ladder says, and nobody was called sooner. */
export function countDeadlines(found: Found[], acknowledgeMs: number): Count {
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
      if (byClock && last && rung.entry.at - last.entry.at <= acknowledgeMs - asReadMs)
        doubled.push(
          `${label(incident)} climbed after ${rung.entry.at - last.entry.at} ms: early; ${story(entries)}`,
        )
      last = rung
    }
  }
  return { what: 'climbs (doubled: early)', expected, found: expected, lost, doubled }
}

/** What happened when, in milliseconds from the beginning. */
const story = (entries: Entry[]): string =>
  entries.map(({ kind, at }) => `${kind} ${at - entries[0]!.at}`).join(', ')
