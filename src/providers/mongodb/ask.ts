import type { Db, MongoClient } from 'mongodb'
import { type Fault, OutsideError, UserError } from '../../domain/errors.ts'
import { onlyMeant } from '../../domain/runbook/named-place.ts'
import type { MongoTarget } from '../../ports/mongodb.ts'
import type { Secrets } from '../../ports/secrets.ts'

export interface MongoDeps {
  secrets: Secrets
  /** Where an address is to be looked for instead of where it says. */
  rewrite?: (url: string) => string
}

/** How long finding the server, and one question, may take, in milliseconds. */
export const callMs = 4_000

export type AskMongo = <T>(
  target: MongoTarget,
  work: (db: Db, client: MongoClient) => Promise<T>,
  /** Of what changes something, asked right before it is sent: without an answer it may have been done all the same. */
  guard?: () => void,
) => Promise<T>

/** Asks a MongoDB over a connection of its own, through its driver, which is loaded when it is first used. */
export const createAsk =
  ({ secrets, rewrite = url => url }: MongoDeps): AskMongo =>
  async ({ url, meant, ...vault }, work, guard) => {
    const address = await secrets.reveal(url, vault)
    if (!/^mongodb(?:\+srv)?:\/\//.test(address))
      throw refused('Its address is not mongodb://host:port/database.')
    onlyMeant(address, meant)
    const client = await connected(rewrite(address)).catch((error: unknown) => {
      throw inWords(error, 'none')
    })
    try {
      guard?.()
      return await work(client.db(), client).catch((error: unknown) => {
        throw inWords(error, guard ? 'unknown' : 'none')
      })
    } finally {
      await client.close().catch(() => {}) // It is closed already.
    }
  }

async function connected(address: string): Promise<MongoClient> {
  const { MongoClient } = await import('mongodb')
  const client = new MongoClient(address, {
    appName: 'belay',
    maxPoolSize: 2,
    retryReads: false,
    readPreference: 'primaryPreferred',
    serverSelectionTimeoutMS: callMs,
    connectTimeoutMS: callMs,
    socketTimeoutMS: callMs,
  })
  return client.connect().catch(async (error: unknown) => {
    await client.close().catch(() => {}) // It is closed already.
    throw error
  })
}

const refused = (message: string): OutsideError =>
  new OutsideError(message, { service: 'mongodb', fault: 'refused', effect: 'none' })

/** MongoDB's own codes. No error of the driver's leaves here: it may hold the address. */
function inWords(error: unknown, effect: Fault['effect']): unknown {
  if (!(error instanceof Error) || error instanceof OutsideError || error instanceof UserError) return error
  const code = 'code' in error && typeof error.code === 'number' ? error.code : undefined
  if (code === 18) return refused('MongoDB does not let Belay in: check the user and password in its secret.')
  if (code === 13)
    return refused(
      "Belay's user of MongoDB may not do that: the roles read and clusterMonitor let it look, userAdmin give users passwords.",
    )
  if (code === 50) return refused('MongoDB took longer than Belay lets it: it is busy.')
  if (code !== undefined && error.name === 'MongoServerError') {
    const name = 'codeName' in error ? `${error.codeName}` : `${code}`
    return refused(`MongoDB refused it (${name}).`)
  }
  return new OutsideError(`MongoDB did not answer in ${callMs / 1000} s, or cannot be reached.`, {
    service: 'mongodb',
    fault: 'away',
    effect,
  })
}
