import { expect, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Incident } from '../../src/domain/incident.ts'
import type { Faces } from '../../src/engine/command.ts'
import { createDesk } from '../../src/engine/dispatch.ts'
import { createDigests } from '../../src/engine/jobs/digest.ts'
import { createPeople } from '../../src/engine/people.ts'
import { createSystems } from '../../src/engine/systems.ts'
import type { Chat } from '../../src/ports/chat.ts'
import { channelLane } from '../../src/slack/call.ts'
import { createLanes } from '../../src/store/lanes.ts'
import { clicks } from '../blocks/reading.ts'
import type { Posted } from './fake-slack.ts'
import { ana, aPage, ben, eventually, minutes, type Stage, stageFor } from './stage.ts'

const stage = stageFor()
const by = { via: 'slack', id: ana.id, name: ana.name } as const
const never = new Promise<never>(() => {})

/** So many pages at once, one after another as PagerDuty's events tell, to the second as its pages do: first P2s, then P1s. */
async function storm({ tells, clock, pageId, incidents, system }: Stage, p2: number, p1 = 0, apartMs = 1) {
  const at = clock.now() - 10_000
  const opened = Array.from({ length: p2 + p1 }, (_, i) => ({
    at: at + i * apartMs,
    page: aPage(Math.floor((at + i * apartMs) / 1000) * 1000, {
      id: `${pageId}-${at + i}`,
      title: `trouble ${i}`,
      ...(i < p2 && { priority: 'P2' }),
    }),
  }))
  await Promise.all(opened.map(event => tells('triggered', event)))
  const all = await incidents.recent([system.system], 1000)
  return all.filter(({ title }) => title.startsWith('trouble'))
}

/** Slack with Belay's real lanes before it, in which each message takes so long; and how often they were asked. */
function laned({ slack, redis }: Stage, everyMs: number) {
  const lanes = createLanes(redis)
  let asked = 0
  const chat: Chat = {
    ...slack.chat,
    async post(place, message, options) {
      asked++
      const rank = options.urgent ? 'page' : place.thread === undefined ? 'card' : 'thread'
      const lane = channelLane(place.channel, rank, options.mark)
      const retryAfterMs = await lanes.take(lane.name, everyMs, rank, lane.who)
      if (retryAfterMs === 0) return slack.chat.post(place, message, options)
      const fault = { service: 'slack', fault: 'limited', effect: 'none', retryAfterMs } as const
      throw new OutsideError('not yet', fault)
    },
  }
  return { chat, asked: () => asked }
}

const ofIncidents = (posts: Posted[]) => posts.filter(({ mark }) => mark.endsWith('/card'))
const ofStorms = (posts: Posted[]) => posts.filter(({ mark }) => mark.startsWith('storm:'))
const ofDigests = (posts: Posted[]) => posts.filter(({ mark }) => mark.startsWith('digest:'))
const ofPages = (posts: Posted[]) => posts.filter(({ mark }) => mark.includes('/page:'))
const isMention = ({ mark }: Posted) => mark.includes('/mention:')
const idOf = ({ mark }: Posted) => mark.split('/')[0]!
const once = (posts: Posted[]) => expect(new Set(posts.map(({ mark }) => mark)).size).toBe(posts.length)

/** Who the timeline says was told of an incident, entry by entry; undefined when nobody was. */
async function toldOf({ store, system }: Stage, id: string) {
  const told = (await store.timeline(system.system, id)).flatMap(entry =>
    entry.kind === 'told' ? [entry.people] : [],
  )
  return told.length > 0 ? told : undefined
}

/** Of those called at one moment, one that Ana is told of by a digest. */
async function oneInDigest({ posts, system }: Stage, all: Incident[]): Promise<Incident> {
  for (const incident of all) {
    const page = await posts.get(system.system, incident.id, `page:1:1:${ana.id}`)
    if (page?.state === 'in-digest') return incident
  }
  throw new Error('none is in a digest')
}

/** Clicks a button of a message, as Ana. */
function clickOn({ incidents, system, slack, clock }: Stage, post: Posted, label: string, channel: string) {
  const faces = {
    incidents,
    systems: createSystems([system], slack.directory),
    people: createPeople(slack.directory),
    now: () => clock.now(),
  } as unknown as Faces
  const desk = createDesk({ commands, faces, log: { error() {}, info() {}, warn() {} } })
  const text = clicks(post.message)[label]!
  return desk.handle({ id: 'click', source: 'button', text, fields: {}, user: ana.id, team: 'T1', channel })
}

test('300 pages at once: one storm card first, pages before cards, cards by severity and age, never two', async () => {
  const at = await stage()
  const { slack, posts, system, clock } = at
  const all = await storm(at, 270, 30)
  expect(all).toHaveLength(300)
  at.work(laned(at, 5).chat)
  await eventually(() => ofIncidents(slack.posts).length === 300)

  const [stormCard] = ofStorms(slack.posts)
  expect(slack.cards()[0]).toBe(stormCard)
  const weights = [...all].sort((a, b) => a.severity.localeCompare(b.severity) || a.openedAt - b.openedAt)
  expect(ofIncidents(slack.posts).map(idOf)).toEqual(weights.map(({ id }) => id))

  const lastPage = slack.posts.findLastIndex(({ mark }) => mark.includes('/page:'))
  expect(ofIncidents(slack.posts.slice(0, lastPage)).length).toBeLessThan(20)
  const oneByOne = ofPages(slack.direct(ana.id)).map(idOf)
  const [p1s, p2s] = [weights.slice(0, 30), weights.slice(30)].map(
    those => those.filter(({ id }) => oneByOne.includes(id)).length,
  )
  expect([p1s, p2s]).toEqual([5, 5])
  await eventually(() => ofDigests(slack.posts)[0]?.message.text.includes('290 more incidents, worst P1'))

  for (const { id } of all) {
    const told = (await posts.all(system.system, id))[`page:1:1:${ana.id}`]?.state
    expect(told).toBe(oneByOne.includes(id) ? 'posted' : 'in-digest')
    expect(await eventually(() => toldOf(at, id))).toEqual([['Ana']])
  }
  await clock.advance(6_000)
  await eventually(() => stormCard!.message.text.includes('each has a message of its own now'))
  await eventually(() => slack.posts.filter(isMention).length === 10)
  expect(ofStorms(slack.posts)).toHaveLength(1)
  expect(ofDigests(slack.posts)).toHaveLength(1)
  once(slack.posts)
}, 60_000)

test('pages of one moment are as many at once as any: five are told of by name, the others in a digest', async () => {
  const at = await stage()
  const { slack } = at
  await storm(at, 20, 0, 0)
  at.work()
  await eventually(() => ofDigests(slack.posts)[0]?.message.text.includes('15 more incidents'))
  expect(ofPages(slack.direct(ana.id))).toHaveLength(5)
})

test('while it storms its card tells what has changed, and a later storm has a card of its own', async () => {
  const at = await stage()
  const { slack, clock, incidents } = at
  const all = await storm(at, 20)
  const gate = gated(at)
  at.work(gate.chat)
  const card = await eventually(() => ofStorms(slack.posts)[0])
  expect(card.message.text).toBe('🔴 20 incidents, worst P2 triggered · LearnBot')
  for (const incident of all.slice(0, 7))
    await incidents.apply(incident, { type: 'acknowledge', by }, incident.id)
  await clock.advance(6_000)
  await eventually(() => JSON.stringify(card.message).includes('13 triggered, 7 acknowledged'))
  gate.open()
  await eventually(() => ofIncidents(slack.posts).length === 20)
  await clock.advance(6_000)
  await eventually(() => card.message.text.includes('each has a message of its own now'))

  gate.close()
  await storm(at, 10)
  const next = await eventually(() => ofStorms(slack.posts)[1])
  expect(next.message.text).toBe('🔴 10 incidents, worst P2 triggered · LearnBot')
})

test('what gets its card between two edits of the storm’s card is told of there all the same', async () => {
  const at = await stage()
  const { slack, clock, incidents } = at
  const all = await storm(at, 20)
  const gate = gated(at)
  at.work(gate.chat)
  const card = await eventually(() => ofStorms(slack.posts)[0])
  await incidents.apply(all[0]!, { type: 'acknowledge', by }, 'edit')
  await clock.advance(6_000)
  await eventually(() => JSON.stringify(card.message).includes('19 triggered, 1 acknowledged'))
  await storm(at, 0, 1)
  gate.open()
  await eventually(() => ofIncidents(slack.posts).length === 21)
  await clock.advance(6_000)
  await eventually(() => card.message.text.startsWith('21 incidents'))
})

test('as long as a storm’s card and a digest may not be edited, nobody reads what they would show', async () => {
  const at = await stage()
  const { slack, clock, incidents, store, posts, redis, system } = at
  const all = await storm(at, 20)
  at.work(gated(at).chat)
  const [card, digest] = await eventually(() => {
    const [card, digest] = [ofStorms(slack.posts)[0], ofDigests(slack.posts)[0]]
    return card && digest && [card, digest]
  })
  await eventually(() => digest.message.text.includes('15 more incidents'))
  await incidents.apply(await oneInDigest(at, all), { type: 'acknowledge', by }, 'edit')
  await clock.advance(6_000)
  await eventually(() => JSON.stringify(card.message).includes('19 triggered, 1 acknowledged'))
  await eventually(() => digest.message.text.includes('14 more incidents'))

  const { incidents: read } = store
  let reads = 0
  store.incidents = (...asked) => {
    reads++
    return read(...asked)
  }
  for (const { id } of await storm(at, 10)) {
    await eventually(async () => (await posts.get(system.system, id, `page:1:1:${ana.id}`)) !== undefined)
  }
  await clock.advance(2_000)
  const digestDue = () => redis.zscore(`belay:{${system.system}}:due:digest`, `digest:1:${ana.id}:1`)
  await eventually(async () => Number(await digestDue()) > clock.now())
  const ownLook = 1
  expect(reads).toBe(ownLook)
  await clock.advance(4_000)
  await eventually(() => digest.message.text.includes('24 more incidents'))
})

test('a handful of pages is no storm, and each is paged on its own', async () => {
  const at = await stage()
  await storm(at, 4, 4)
  at.work(laned(at, 1).chat)
  await eventually(() => ofIncidents(at.slack.posts).length === 8)
  await eventually(() => ofPages(at.slack.direct(ana.id)).length === 8)
  expect(ofStorms(at.slack.posts)).toEqual([])
  expect(ofDigests(at.slack.posts)).toEqual([])
})

test('acknowledge all, on the storm’s card: nobody is asked for any more, and every message says so', async () => {
  const at = await stage()
  const { slack, clock, incidents, system } = at
  await storm(at, 30)
  at.work(gated(at).chat)
  const digest = await eventually(() => ofDigests(slack.posts)[0])
  const card = ofStorms(slack.posts)[0]!
  const reply = await clickOn(at, card, 'Acknowledge all', 'C-alerts')
  expect(JSON.stringify(reply)).toContain('30 incidents of LearnBot are yours')
  await clock.advance(6_000)
  await eventually(() => digest.message.text.includes('nobody is called any more for these 25 incidents'))
  await eventually(() => ofPages(slack.posts).every(page => page.message.text.includes('It is yours')))
  await eventually(() => card.message.text.includes('worst P2 acknowledged'))
  await clock.advance(120 * minutes)
  const states = new Set((await incidents.open([system.system])).map(({ state }) => state))
  expect(states).toEqual(new Set(['acknowledged']))
  expect(slack.direct(ben.id)).toEqual([])
})

test('what is resolved before its card gets one final card and its thread, after those that are open', async () => {
  const at = await stage()
  const { slack, incidents } = at
  const all = await storm(at, 6, 6)
  const gate = gated(at)
  at.work(gate.chat)
  await eventually(() => ofStorms(slack.posts)[0])
  const over = all.filter((_, i) => i % 4 === 0)
  for (const incident of over) await incidents.apply(incident, { type: 'resolve', by }, incident.id)
  gate.open()
  await eventually(() => ofIncidents(slack.posts).length === 12)
  expect(new Set(ofIncidents(slack.posts).slice(-3).map(idOf))).toEqual(new Set(over.map(({ id }) => id)))
  for (const { id } of over) {
    const card = slack.posts.find(({ mark }) => mark === `${id}/card`)!
    expect(card.message.text).toContain('resolved')
    const lines = await eventually(() => {
      const thread = slack.posts.filter(({ thread }) => thread === card.ts)
      return thread.length > 0 && thread
    })
    expect(lines).toHaveLength(1)
    expect(JSON.stringify(lines)).toContain('Ana resolved it')
  }
})

test('two processes, and answers that get lost: nothing comes twice', async () => {
  const at = await stage()
  const { slack } = at
  await storm(at, 30, 10)
  for (let i = 0; i < 25; i++) slack.trouble('post', 'lost')
  const { chat } = laned(at, 3)
  at.work(chat)
  at.work(chat)
  await eventually(() => ofIncidents(slack.posts).length === 40)
  await eventually(() => ofDigests(slack.posts)[0]?.message.text.includes('30 more incidents'))
  await eventually(() => slack.thread().length >= 50)
  expect(ofStorms(slack.posts)).toHaveLength(1)
  once(slack.posts)
})

test.each([
  ['storm card', 'storm:'],
  ['digest', 'digest:'],
  ['card', 'card'],
])('a process dies after it has posted the %s: another finds it and goes on', async (_, mark) => {
  const at = await stage()
  const { slack, clock } = at
  await storm(at, 12)
  const deadly: Chat = {
    ...slack.chat,
    async post(place, message, options) {
      const posted = await slack.chat.post(place, message, options)
      return options.mark.includes(mark) ? never : posted
    },
  }
  const dying = await at.doomed(deadly, 4_000)
  await eventually(() => slack.posts.find(post => post.mark.includes(mark)))
  dying.kill()
  at.work()
  await eventually(() => ofIncidents(slack.posts).length === 12)
  await eventually(() => ofDigests(slack.posts)[0])
  await clock.advance(6_000)
  await eventually(() => ofStorms(slack.posts)[0]?.message.text.includes('each has a message of its own now'))
  once(slack.posts)
})

test('a process dies as it has somebody told by a digest, and meanwhile the others are taken: they are told once', async () => {
  const at = await stage()
  const { slack, incidents, posts, system } = at
  const all = await storm(at, 6)
  let together: Incident | undefined
  const dying = await at.doomed(slack.chat, 2_600, own => {
    const send = own.sendCommand.bind(own)
    own.sendCommand = (...args: [Parameters<typeof send>[0]]) => {
      const given = args[0].args.flat().map(String)
      if (given.some(arg => arg.includes('in-digest'))) together ??= all.find(({ id }) => given.includes(id))
      return together ? never : send(...args)
    }
  })
  const { id } = await eventually(() => together)
  dying.kill()
  for (const other of all.filter(one => one.id !== id))
    await incidents.apply(
      (await at.store.incident(system.system, other.id))!.value,
      { type: 'acknowledge', by },
      other.id,
    )
  at.work()
  await eventually(() => toldOf(at, id))
  await eventually(async () => (await posts.all(system.system, id)).card)
  await at.clock.advance(6_000)
  const alone = ofPages(slack.posts).filter(({ mark }) => mark.startsWith(id))
  expect([...alone, ...ofDigests(slack.posts)]).toHaveLength(1)
})

test('two systems storm at once, in one channel and for one person: the posts of one are never taken for those of the other', async () => {
  const both = await Promise.all([stage(), stage()])
  const seen = await Promise.all(
    both.map(async at => {
      await storm(at, 12)
      at.work()
      const own = async (of: (posts: Posted[]) => Posted[]) =>
        (await eventually(() => of(at.slack.posts)[0])).mark
      return [await own(ofStorms), await own(ofDigests)]
    }),
  )
  const [one, other] = seen as [string[], string[]]
  for (const mark of one) expect(other).not.toContain(mark)
})

test('when several are acknowledged at once, the cards say so before the mentions in their threads', async () => {
  const at = await stage()
  const { slack, incidents, redis } = at
  const all = await storm(at, 5)
  const first = at.work()
  await eventually(() => slack.posts.filter(isMention).length === 5)
  await first.stop()
  for (const incident of all)
    await incidents.apply(incident, { type: 'acknowledge', by }, `taken:${incident.id}`)
  const lanes = createLanes(redis)
  const edited: Posted[] = []
  const update: Chat['update'] = async (channel, ts, message, rank = 'thread') => {
    const retryAfterMs = await lanes.take(`edits:${all[0]!.id}`, 30, rank, ts)
    if (retryAfterMs > 0)
      throw new OutsideError('not yet', {
        service: 'slack',
        fault: 'limited',
        effect: 'none',
        retryAfterMs,
      })
    edited.push(slack.posts.find(post => post.ts === ts)!)
    return slack.chat.update(channel, ts, message, rank)
  }
  at.work({ ...slack.chat, update })
  await eventually(() => edited.filter(isMention).length === 5)
  expect(ofIncidents(edited)).toHaveLength(5)
})

test('who is called after ten minutes hears a new digest: an edit makes no sound', async () => {
  const at = await stage()
  const { slack, clock, incidents, system } = at
  await storm(at, 8)
  at.work()
  const first = await eventually(() => ofDigests(slack.posts)[0])
  expect(first.message.text).toContain('🔴 3 more incidents, worst P2')
  await clock.advance(11 * minutes)
  await storm(at, 6)
  const second = await eventually(() => ofDigests(slack.posts)[1])
  expect(second.message.text).toContain('🔴 1 more incident, worst P2')
  expect(first.message.text).toContain('3 more incidents')
  for (const incident of await incidents.open([system.system]))
    await incidents.apply(incident, { type: 'acknowledge', by }, incident.id)
  await clock.advance(6_000)
  await eventually(() =>
    [first, second].every(({ message }) => message.text.includes('nobody is called any more for')),
  )
})

test('who is called again for what a digest told hears a new one, and is told once of each call', async () => {
  const at = await stage()
  const { slack, clock, incidents } = at
  const [...all] = await storm(at, 8)
  at.work()
  await eventually(() => ofDigests(slack.posts)[0])
  const told = await oneInDigest(at, all)
  await eventually(() => toldOf(at, told.id))
  await incidents.apply(told, { type: 'acknowledge', by }, 'taken')
  await incidents.apply(told, { type: 'unacknowledge', by }, 'given back')
  await clock.advance(6_000)
  const second = await eventually(() => ofDigests(slack.posts)[1])
  expect(second.message.text).toContain('🔴 1 more incident, worst P2')
  await eventually(async () => (await toldOf(at, told.id))?.length === 2)
  expect(await toldOf(at, told.id)).toEqual([['Ana'], ['Ana']])
})

test('who is called again for what a digest was still to tell is told by a later one', async () => {
  const at = await stage()
  const digests = createDigests(at)
  const next = (before?: number) => digests.next(at.system.system, { person: ana.id, level: 1 }, before)
  expect(await next()).toBe(1)
  expect(await next(1)).toBe(2)
})

test('those that nobody has had time for all evening keep no new one from ringing, nor from being mentioned', async () => {
  const at = await stage()
  const { slack, clock } = at
  at.work()
  await storm(at, 8)
  await eventually(() => ofDigests(slack.posts)[0])
  await eventually(() => slack.posts.filter(isMention).length === 5)
  await clock.advance(6 * minutes)
  await storm(at, 1)
  await eventually(() => ofPages(slack.direct(ana.id)).length === 6)
  await eventually(() => slack.posts.filter(isMention).length === 6)
  expect(ofDigests(slack.posts)).toHaveLength(1)
})

test('what enters a digest as it ends goes on to the next one', async () => {
  const at = await stage()
  const { slack, clock, incidents, lists, queue, system } = at
  await storm(at, 6)
  at.work()
  const first = await eventually(() => ofDigests(slack.posts)[0])
  for (const incident of await incidents.open([system.system]))
    await incidents.apply(incident, { type: 'acknowledge', by }, incident.id)
  await clock.advance(6_000)
  await eventually(() => first.message.text.includes('nobody is called any more for'))
  const [late] = await storm(at, 1).then(all => all.filter(({ state }) => state === 'triggered'))
  await lists.enter(system.system, `digest:${ana.id}:1:1`, late as Incident)
  const job = { kind: 'digest', person: ana.id, level: 1, number: 1 } as const
  await queue.order(system.system, [{ job, due: clock.now(), when: 'earlier' }])
  const next = await eventually(() => ofDigests(slack.posts)[1])
  expect(next.message.text).toContain('1 more incident')
  expect(first.message.text).toContain('nobody is called any more for')
})

test('one card that cannot be made holds up no other', async () => {
  const at = await stage()
  const { slack } = at
  const all = await storm(at, 9)
  const oldest = all.toSorted((a, b) => a.openedAt - b.openedAt)[0]!
  const stubborn: Chat = {
    ...slack.chat,
    async post(place, message, options) {
      if (options.mark === `${oldest.id}/card`) throw new Error('a bug')
      return slack.chat.post(place, message, options)
    },
  }
  at.work(stubborn)
  await eventually(() => ofIncidents(slack.posts).length === 8)
  await eventually(() => slack.thread().length >= 8)
})

test('many lines wait for their turn without asking every time it comes round', async () => {
  const at = await stage()
  const { slack, incidents, clock } = at
  const all = await storm(at, 60)
  const first = at.work()
  await eventually(() => ofIncidents(slack.posts).length === 60)
  await eventually(() => slack.thread().length >= 60)
  await first.stop()
  await clock.advance(6_000)
  for (const incident of all)
    await incidents.apply(incident, { type: 'note', text: 'looking', by }, `note:${incident.id}`)
  const { chat, asked } = laned(at, 20)
  at.work(chat)
  const notes = () => slack.posts.filter(({ message }) => JSON.stringify(message).includes('looking'))
  await eventually(() => notes().length === 60)
  expect(asked()).toBeLessThan(60 * 12)
})

/** Slack that takes no card and no line in a channel until it is opened. */
function gated({ slack }: Stage) {
  let isOpen = false
  const chat: Chat = {
    ...slack.chat,
    async post(place, message, options) {
      if (isOpen || options.urgent) return slack.chat.post(place, message, options)
      const fault = { service: 'slack', fault: 'limited', effect: 'none', retryAfterMs: 5 } as const
      throw new OutsideError('not yet', fault)
    },
  }
  return { chat, open: () => void (isOpen = true), close: () => void (isOpen = false) }
}

test('a digest that was deleted: those that still ask for somebody are told of in the next', async () => {
  const at = await stage()
  const { slack, clock, incidents } = at
  const all = await storm(at, 9)
  at.work(laned(at, 1).chat)
  const first = await eventually(() => ofDigests(slack.posts)[0])
  await eventually(() => first.message.text.includes('4 more incidents'))
  await slack.chat.remove(first.channel, first.ts)
  const answered = await oneInDigest(at, all)
  await incidents.apply(answered, { type: 'acknowledge', by }, 'click-1')
  await eventually(async () => {
    await clock.advance(6_000)
    return ofDigests(slack.posts)[0]
  })
  await eventually(() => ofDigests(slack.posts)[0]!.message.text.includes('3 more incidents'))
  expect(ofDigests(slack.posts)[0]!.mark).toMatch(/2$/)
})

test('nobody is said to have been told by a digest before it stands there and counts the incident', async () => {
  const at = await stage()
  const { slack, posts, system } = at
  const all = await storm(at, 7)
  let isAway = true
  const chat: Chat = {
    ...slack.chat,
    async post(place, message, options) {
      const fault = { service: 'slack', fault: 'away', effect: 'none' } as const
      if (isAway && options.mark.startsWith('digest:')) throw new OutsideError('away', fault)
      return slack.chat.post(place, message, options)
    },
  }
  at.work(chat)
  const inDigest = await eventually(async () => {
    const pages = await Promise.all(all.map(({ id }) => posts.get(system.system, id, `page:1:1:${ana.id}`)))
    const ids = all.flatMap(({ id }, i) => (pages[i]?.state === 'in-digest' ? [id] : []))
    return ids.length === 2 && ids
  })
  const alone = all.map(({ id }) => id).filter(id => !inDigest.includes(id))
  for (const id of alone) await eventually(() => toldOf(at, id))
  for (const id of inDigest) expect(await toldOf(at, id)).toBe(undefined)
  isAway = false
  for (const id of inDigest) expect(await eventually(() => toldOf(at, id))).toEqual([['Ana']])
})
