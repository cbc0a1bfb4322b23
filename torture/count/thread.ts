import { markOf } from '../../src/engine/post-once.ts'
import type { Post } from '../../src/ports/posts.ts'
import type { Found } from '../kept.ts'
import { type Count, label } from './count.ts'
import type { Marks } from './marks.ts'

export function countCards(found: Found[], posted: Marks): Count {
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
export function countThreads(found: Found[], posted: Marks): Count {
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
export function countLines(found: Found[], posted: Marks): Count {
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
