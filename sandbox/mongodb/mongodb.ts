import { type Document, Long } from 'bson'
import { serve } from './wire.ts'

const mebi = 1024 * 1024

/** What a command is answered with; what is not here MongoDB does not know. */
type Answers = Record<string, (command: Document) => Document>

/** A MongoDB as its driver sees it: as far as it is asked. */
export async function createMongoDb({ now = Date.now }: { now?: () => number } = {}) {
  const asked: Document[] = []
  const faults = new Map<string, { code: number; codeName: string; errmsg: string }>()
  let diskPercent = 62
  let cutAt: string | undefined
  let tells = (found: Document): Document => found
  let batches: Document[][] = []
  const cursor = (collection: string, firstBatch: Document[]) => ({
    cursor: { id: Long.ZERO, ns: `travellr.${collection}`, firstBatch },
  })
  const next = (collection: string, name: 'firstBatch' | 'nextBatch') => {
    const batch = batches.shift() ?? []
    const id = batches.length > 0 ? Long.ONE : Long.ZERO
    return { cursor: { id, ns: `travellr.${collection}`, [name]: batch } }
  }
  const hello = () => ({
    ismaster: true,
    isWritablePrimary: true,
    helloOk: true,
    readOnly: false,
    maxBsonObjectSize: 16 * mebi,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    minWireVersion: 0,
    maxWireVersion: 21,
    localTime: new Date(now()),
    connectionId: 1,
    logicalSessionTimeoutMinutes: 30,
  })
  const answers: Answers = {
    hello,
    ismaster: hello,
    isMaster: hello,
    ping: () => ({}),
    usersInfo: ({ usersInfo: user }) => ({ users: user === 'app' ? [{ user, db: 'travellr' }] : [] }),
    updateUser: () => ({}),
    endSessions: () => ({}),
    serverStatus: () => ({
      version: '7.0.14',
      uptimeMillis: Long.fromNumber(9 * 86_400_000),
      connections: { current: 23, available: 51_177 },
    }),
    dbStats: ({ $db: db }) => ({
      db,
      collections: 3,
      objects: 128_400,
      dataSize: 210 * mebi,
      storageSize: 96 * mebi,
      indexes: 6,
      indexSize: 14 * mebi,
      fsUsedSize: diskPercent * 1_000 * mebi,
      fsTotalSize: 100_000 * mebi,
    }),
    listCollections: () =>
      cursor(
        '$cmd.listCollections',
        ['trips', 'users'].map(name => ({ name, type: 'collection' })),
      ),
    listIndexes: ({ listIndexes: collection }) =>
      cursor(collection, [
        { v: 2, key: { _id: 1 }, name: '_id_' },
        ...(collection === 'trips' ? [{ v: 2, key: { userId: 1, startsAt: -1 }, name: 'by_user' }] : []),
      ]),
    currentOp: () => ({
      inprog: [
        {
          opid: 4711,
          op: 'query',
          ns: 'travellr.trips',
          secs_running: Long.fromNumber(42),
          active: true,
          client: '10.0.0.12:51234',
          planSummary: 'COLLSCAN',
          command: { find: 'trips' },
        },
      ],
    }),
    find: ({ find: collection }) => next(collection, 'firstBatch'),
    getMore: ({ collection }) => next(collection, 'nextBatch'),
    killCursors: ({ cursors: cursorsKilled }) => ({ cursorsKilled }),
    explain: ({ explain: { filter = {} } }) => {
      const isIndexed = 'userId' in filter
      const scan = isIndexed
        ? { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: 'by_user' } }
        : { stage: 'COLLSCAN' }
      return {
        queryPlanner: { winningPlan: scan },
        executionStats: {
          nReturned: 12,
          executionTimeMillis: isIndexed ? 1 : 380,
          totalKeysExamined: isIndexed ? 12 : 0,
          totalDocsExamined: isIndexed ? 12 : 128_400,
        },
      }
    },
  }

  /** Undefined where the connection ends before it. */
  function answer(command: Document): Document | undefined {
    const [name = ''] = Object.keys(command)
    if (!/^(?:hello|ismaster|endSessions)$/i.test(name)) asked.push(command)
    if (name === cutAt) return undefined
    const fault = faults.get(name)
    if (fault) return { ok: 0, ...fault }
    const found = Object.hasOwn(answers, name) ? answers[name] : undefined
    if (!found) return { ok: 0, code: 59, codeName: 'CommandNotFound', errmsg: `no such command: '${name}'` }
    return { ...(/^(?:hello|ismaster)$/i.test(name) ? found(command) : tells(found(command))), ok: 1 }
  }

  const { port, close } = await serve(answer)
  return {
    url: `mongodb://127.0.0.1:${port}/travellr?directConnection=true`,
    /** The commands that were asked, oldest first. */
    asked,
    /** What is found, batch by batch. */
    holds: (found: Document[][]): void => void (batches = found),
    /** So much of its disk is used, in percent. */
    fill: (percent: number): void => void (diskPercent = percent),
    /** What a command answers from now on, as MongoDB says that it may not be. */
    refuse: (command: string, code: number, codeName: string): void =>
      void faults.set(command, { code, codeName, errmsg: `not authorized on travellr to execute command` }),
    /** A command is heard from now on, and its answer is lost. */
    cut: (command: string): void => void (cutAt = command),
    mend(): void {
      faults.clear()
      cutAt = undefined
    },
    /** What becomes of its answers before they are told. */
    telling: (change: (found: Document) => Document): void => void (tells = change),
    close,
  }
}
export type SimulatedMongoDb = Awaited<ReturnType<typeof createMongoDb>>
