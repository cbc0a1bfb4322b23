import type { Clusters } from '../ports/clusters.ts'
import type { Listeners } from '../ports/listeners.ts'
import { showColours } from './blue-green/show.ts'
import type { Read } from './read.ts'
import { tasks } from './tasks.ts'

export interface ReadsDeps {
  clusters: Clusters
  listeners: Listeners
}

/** Everything that can be looked at in infrastructure, beside health and logs. */
export const reads = ({ clusters, listeners }: ReadsDeps): Read[] =>
  [tasks(clusters), showColours({ clusters, listeners })] as Read[]
