import type { Clusters } from '../ports/clusters.ts'
import type { Functions } from '../ports/functions.ts'
import type { Listeners } from '../ports/listeners.ts'
import { showColours } from './blue-green/show.ts'
import { lambda } from './lambda.ts'
import type { Read } from './read.ts'
import { tasks } from './tasks.ts'

export interface ReadsDeps {
  clusters: Clusters
  functions: Functions
  listeners: Listeners
}

/** Everything that can be looked at in infrastructure, beside health and logs. */
export const reads = ({ clusters, functions, listeners }: ReadsDeps): Read[] =>
  [tasks(clusters), lambda(functions), showColours({ clusters, listeners })] as Read[]
