import { timeOf } from '../shell/date.ts'
import { randomOf } from '../shell/random.ts'
import { shown, spaced } from '../text.ts'
import { act, byHand, type Family } from './family.ts'

/** What only says something, or says where the next command belongs. */
export const values: Family = {
  names: ['echo', 'printf', 'cd', 'true', ':', 'pwd'],
  judge({ words }) {
    const [name = []] = words
    if (shown(name) === 'cd') return act('value', 'place', 'read', { folder: words[1] ?? [] })
    const said = words.slice(1).filter((word, i) => !(i === 0 && /^-[ne]+$/.test(shown(word))))
    return act('value', 'text', 'read', { text: spaced(said) })
  },
}

/** `date` and `openssl rand` by themselves. */
export const made: Family = {
  names: ['date', 'openssl'],
  judge({ words }) {
    const hole = timeOf(words) ?? randomOf(words)
    return hole
      ? act('value', hole.of, 'read', { value: [hole] })
      : byHand('Belay has no operation for it', 'change')
  },
}
