import { inputOf } from '../inputs.ts'
import { literal, shown } from '../text.ts'
import { act, byHand, type Family } from './family.ts'
import { optionsIn } from './options.ts'

/** What GitHub can be asked for instead of a working copy. */
export const git: Family = {
  names: ['git'],
  judge({ words }) {
    const { positional, options } = optionsIn(words.slice(1), [
      'n',
      'm',
      'message',
      'max-count',
      'author',
      'since',
    ])
    const [verb = '', ...args] = positional.map(shown)
    const count = words
      .map(word => /^-(\d{1,3})$/.exec(literal(word) ?? '')?.[1])
      .find(found => found !== undefined)
    const most = count ?? (options.n && options.n !== true ? literal(options.n) : undefined)
    if (verb === 'log' || verb === 'show') {
      const format = options.format ?? options.pretty
      return act('github', verb, 'read', {
        names: { list: positional.slice(1).filter(word => !/^-\d+$/.test(shown(word))) },
        ...(most && { most: { number: Number(most) } }),
        ...(format && format !== true && { format }),
        ...(options.oneline && { oneline: { boolean: true } }),
      })
    }
    const version = ['push', 'tag'].includes(verb) ? args.find(arg => /^v?\d+\.\d+/.test(arg)) : undefined
    // A pushed tag is how a version is released, and a tag is made to be pushed: Belay deploys it as the system's file says.
    if (version !== undefined)
      return act(
        'belay',
        'deploy',
        'change',
        { version: [{ of: 'input', input: inputOf('version', version) }] },
        { on: { tag: [version] } },
      )
    if (verb === 'push') return byHand('it sends what is in a working copy on your machine', 'change')
    if (verb === 'tag' || verb === 'push')
      return byHand('Belay has no operation that changes a repository', 'change')
    if (verb === 'diff') return byHand('Belay shows commits of a repository, and compares none', 'read')
    return byHand('it is done in a working copy on your machine', 'change')
  },
}
