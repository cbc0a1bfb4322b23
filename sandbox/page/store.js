/** What the page knows, and whom it tells when that changes. */
export const store = {
  facts: undefined,
  state: undefined,
  /** Who the person in front of the page is, and what they have open. */
  as: undefined,
  channel: undefined,
  thread: undefined,
  lines: [],
}

const listeners = new Set()
export const onChange = listener => void listeners.add(listener)
const tell = () => {
  for (const listener of listeners) listener()
}

export async function start() {
  store.facts = await (await fetch('/sandbox/facts')).json()
  const remembered = sessionStorage.getItem('as')
  const here = store.facts.people.map(({ id }) => id)
  store.as = here.includes(remembered) ? remembered : here[0]
  const stream = new EventSource('/sandbox/stream')
  stream.addEventListener('changed', refresh)
  stream.addEventListener('open', refresh)
  stream.addEventListener('lines', ({ data }) => {
    store.lines = JSON.parse(data)
    tell()
  })
  await refresh()
}

let asked = 0
/** Fetches what there is to see; an answer that was overtaken by a later question is dropped. */
export async function refresh() {
  const turn = ++asked
  const query = new URLSearchParams({ as: store.as })
  if (store.channel) query.set('channel', store.channel)
  if (store.thread) query.set('thread', store.thread)
  const state = await stateFor(query)
  if (!state || turn !== asked) return
  store.state = state
  store.channel = state.channel
  if (!state.thread) store.thread = undefined
  tell()
}

/** Undefined while the sandbox is away: when its stream is back, everything is fetched again. */
async function stateFor(query) {
  try {
    return await (await fetch(`/sandbox/state?${query}`)).json()
  } catch {
    return undefined
  }
}

export function become(person) {
  store.as = person
  store.thread = undefined
  sessionStorage.setItem('as', person)
  void refresh()
}

export function open(channel, thread) {
  store.channel = channel
  store.thread = thread
  void refresh()
}

/** One act of the person, or of the world; answers what became of it. */
export async function send(path, body) {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return await answer.json()
  } catch {
    return { ok: false, failed: 'The sandbox does not answer. Is it still running?' }
  }
}

export const act = (name, args) => send('/sandbox/do', { act: name, as: store.as, ...args })

export const nameOf = id =>
  id === store.facts.bot.id
    ? store.facts.bot.name
    : id === 'USLACKBOT'
      ? 'Slackbot'
      : (store.facts.people.find(person => person.id === id)?.name ?? id)
