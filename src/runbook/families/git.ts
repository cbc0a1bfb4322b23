import { inputOf } from '../inputs.ts'
import { literal, shown } from '../text.ts'
import { act, byHand, type Family } from './family.ts'
import { type Options, optionsIn, strayIn, strays } from './options.ts'

/** Options that change nothing of what Belay does for each. */
const known: Record<string, string[]> = {
  log: ['n', 'max-count', 'oneline', 'format', 'pretty', 'decorate', 'graph'],
  show: ['format', 'pretty', 'oneline', 's'],
  tag: ['a', 'm', 'message', 's'],
  push: ['u', 'set-upstream'],
}

const isDeleting = ({ options }: Options): boolean =>
  ['d', 'delete', 'D', 'prune'].some(name => name in options)

/** What GitHub can be asked for instead of a working copy. */
export const git: Family = {
  names: ['git'],
  judge({ words }) {
    const counts = words.filter(word => /^-\d{1,3}$/.test(literal(word) ?? ''))
    const said = optionsIn(
      words.slice(1).filter(word => !counts.includes(word)),
      ['n', 'm', 'message', 'max-count', 'author', 'since', 'until', 'grep', 'C'],
    )
    const { positional, options, rest } = said
    const [verb = '', ...args] = positional.map(shown)
    const stray = strayIn(said, known[verb] ?? []) ?? (rest.length > 0 ? { option: '--' } : undefined)
    if (stray && known[verb])
      return isDeleting(said)
        ? byHand('Belay deletes no tag of a repository', 'destructive')
        : byHand(strays(stray), verb === 'log' || verb === 'show' || 'l' in options ? 'read' : 'change')
    const given = options.n ?? options['max-count']
    const most = counts[0] ? shown(counts[0]).slice(1) : given && given !== true && literal(given)
    if (args.some(arg => arg.includes('..'))) return byHand('Belay reads one branch, tag or commit', 'read')
    if (verb === 'log' || verb === 'show') {
      const format = options.format ?? options.pretty
      return act('github', verb, 'read', {
        names: { list: positional.slice(1) },
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
