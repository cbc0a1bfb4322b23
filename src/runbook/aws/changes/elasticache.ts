import type { Change } from './change.ts'

export const elasticacheChanges: Change[] = [
  {
    of: 'elasticache create-snapshot',
    as: ({ ReplicationGroupId: elasticache, SnapshotName: name }) => ({
      operation: 'cache snapshot',
      input: { ...(name && { name }) },
      on: { ...(elasticache && { elasticache }) },
    }),
  },
]
