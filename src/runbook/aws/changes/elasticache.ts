import type { Change } from './change.ts'

export const elasticacheChanges: Change[] = [
  {
    of: 'elasticache create-snapshot',
    takes: ['ReplicationGroupId', 'SnapshotName'],
    as: ({ ReplicationGroupId: elasticache, SnapshotName: name }) => ({
      operation: 'cache snapshot',
      input: { ...(name && { name }) },
      on: { ...(elasticache && { elasticache }) },
    }),
  },
]
