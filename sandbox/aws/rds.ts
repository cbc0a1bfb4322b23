import { arn, ok, refuse, type Service } from './answer.ts'

export interface Database {
  id: string
  status: string
  engine?: string
  version?: string
  multiAz?: boolean
  /** Of allocated storage, in GiB. */
  storage?: number
}

/** Amazon RDS: instances. */
export function createRds() {
  const databases = new Map<string, Database>()
  const answers: Service['answers'] = {
    DescribeDBInstances({ DBInstanceIdentifier: id }) {
      const found = [...databases.values()].filter(database => id === undefined || database.id === id)
      if (id !== undefined && found.length === 0)
        return refuse('DBInstanceNotFound', `DBInstance ${id} not found.`, 404)
      return ok({ DBInstances: { DBInstance: found.map(described) } })
    },
  }
  return {
    answers,
    resource: ({ DBInstanceIdentifier = '*' }) => arn('rds', `db:${DBInstanceIdentifier}`),
    /** Adds an instance, or changes one that is there. */
    set(change: Pick<Database, 'id'> & Partial<Database>): void {
      databases.set(change.id, { ...(databases.get(change.id) ?? { status: 'available' }), ...change })
    },
  } satisfies Service & Record<string, unknown>
}

const described = ({
  id,
  status,
  engine = 'postgres',
  version = '17.4',
  multiAz = false,
  storage = 20,
}: Database) => ({
  DBInstanceIdentifier: id,
  DBInstanceArn: arn('rds', `db:${id}`),
  DBInstanceStatus: status,
  Engine: engine,
  EngineVersion: version,
  MultiAZ: multiAz,
  AllocatedStorage: storage,
})
