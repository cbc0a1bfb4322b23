import type { Clusters } from '../ports/clusters.ts'
import type { Read } from './read.ts'
import { tasks } from './tasks.ts'

export interface ReadsDeps {
  clusters: Clusters
}

/** Everything that can be looked at in infrastructure, beside health and logs. */
export const reads = ({ clusters }: ReadsDeps): Read[] => [tasks(clusters)] as Read[]
