import { store } from './store.js'

/** Up to where each person has read each channel, as long as the tab lives. */
const key = (person, channel) => `read ${person} ${channel}`

export const readUpTo = channel => sessionStorage.getItem(key(store.as, channel)) ?? '0'

export function markRead(channel, ts) {
  if (ts && Number(ts) > Number(readUpTo(channel))) sessionStorage.setItem(key(store.as, channel), ts)
}

export const unread = ({ id, posts, calls }) => {
  const after = readUpTo(id)
  const since = list => list.filter(ts => Number(ts) > Number(after)).length
  return { posts: since(posts), calls: since(calls) }
}
