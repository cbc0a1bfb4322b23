import { nearest } from '../../domain/nearest.ts'
import { literal, shown } from '../text.ts'
import { byHand, type Family } from './family.ts'
import { handVerbOf, handVerbs } from './kubectl-hands.ts'
import { isReadOnly, takes, valued, where } from './kubectl-options.ts'
import { verbs } from './kubectl-verbs.ts'
import { doneOn, environmentOf, optionsIn, strayIn, strays, told, wordAt } from './options.ts'

/** Kubernetes' command line; `-f` takes a file but for logs, where it follows. */
export const kubectl: Family = {
  names: ['kubectl'],
  judge({ words }) {
    const follows = literal(words[wordAt(words, 0, valued)]) === 'logs'
    const all = optionsIn(words.slice(1), follows ? valued.filter(name => name !== 'f') : valued)
    const { positional, options, rest } = all
    const [verb = '', ...names] = positional.map(shown)
    const said = verb === 'rollout' || verb === 'set' ? `${verb} ${names[0] ?? ''}` : verb
    if (options.kubeconfig)
      return byHand(
        'it takes a file of your machine',
        isReadOnly(said) ? 'read' : 'change',
        'without --kubeconfig Belay asks the cluster that the system file names',
      )
    if (Object.hasOwn(verbs, said)) {
      const stray = strayIn(all, [...where, ...(takes[said] ?? [])])
      if (stray) return byHand(strays(stray), isReadOnly(said) ? 'read' : 'change')
      const server = told(options.server ?? options.s)
      return doneOn(verbs[said]!({ args: positional.slice(1), options, rest }), {
        ...environmentOf(options.context ?? options.cluster),
        ...(server && { cluster: { map: { server } } }),
      })
    }
    const hand = handVerbOf(verb)
    if (hand) return byHand(hand.why, hand.risk)
    const meant = nearest(verb, [...Object.keys(verbs), ...handVerbs])
    return byHand(
      'it cannot be carried out as it stands',
      'change',
      `kubectl has no ${verb}${meant ? `: ${meant} is meant?` : ''}`,
    )
  },
}
