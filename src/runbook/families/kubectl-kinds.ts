import { askedIn, nearestKind, type OfKind } from '../../domain/cluster-kinds.ts'
import type { Text } from '../../domain/runbook/line.ts'
import { shown } from '../text.ts'
import { byHand, type Judged } from './family.ts'

/** What kubectl is asked for; undefined where a blank stands for its kind, and by hand where that is none that Belay reads. */
export function kindsIn(verb: string, args: Text[]): OfKind[] | Judged | undefined {
  const [first] = args
  if (!first)
    return byHand('it names no kind', 'read', `kubectl ${verb} takes one, as in: kubectl ${verb} pods`)
  if (typeof first[0] !== 'string') return undefined
  const asked = askedIn(args.map(shown))
  if (!('unknown' in asked)) return asked
  const said = asked.unknown.toLowerCase()
  if (/^secrets?$/.test(said))
    return byHand('it shows secrets, and Belay is not let into those of a cluster', 'read')
  const meant = nearestKind(said)
  return byHand(
    `Belay has no kubectl ${verb} for ${said.slice(0, 40)}: it knows what Kubernetes has by itself`,
    'read',
    ...(meant ? [`kubectl ${verb}: there is no ${said.slice(0, 40)}: ${meant} is meant?`] : []),
  )
}
