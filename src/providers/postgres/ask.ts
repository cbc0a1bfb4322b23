import type { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'
import type { Client, ClientConfig, QueryConfig } from 'pg'
import { onlyMeant } from '../../domain/runbook/named-place.ts'
import type { PostgresTarget } from '../../ports/postgres.ts'
import type { Secrets } from '../../ports/secrets.ts'
import { limited } from '../too-much.ts'
import { callMs, inWords, refused } from './in-words.ts'

export interface PostgresDeps {
  secrets: Secrets
  /** Where an address is to be looked for instead of where it says. */
  rewrite?: (url: string) => string
}

export interface AskPostgres {
  /** One statement in a transaction that only reads. */
  read(target: PostgresTarget, sql: string, values?: unknown[]): Promise<Row[]>
  /** Several in one such transaction. */
  within<T>(target: PostgresTarget, work: (client: Client) => Promise<T>): Promise<T>
  /** A statement that changes something, over a connection of its own, once the guard lets it be sent. */
  change(target: PostgresTarget, sql: string, values: unknown[], guard?: () => void): Promise<Row[]>
  /** A connection under a name of its own, for what takes longer than one call may, once it has been told this. */
  connect(target: PostgresTarget, name: string, first: string): Promise<Client>
}
// biome-ignore lint/suspicious/noExplicitAny: each statement reads the columns that it has
export type Row = any

/** What a client of PostgreSQL talks over, which its types leave out. */
interface Wire extends EventEmitter {
  ssl: unknown
  stream: Duplex
}

export function createAsk({ secrets, rewrite = url => url }: PostgresDeps): AskPostgres {
  async function open(
    { url, meant, ...vault }: PostgresTarget,
    name: string,
    limits: ClientConfig,
  ): Promise<Client> {
    const address = await secrets.reveal(url, vault)
    const config = { ...configOf(rewrite(address)), ...limits, application_name: name }
    onlyMeant(address, meant)
    const { default: pg } = await import('pg')
    const client = new pg.Client(config)
    // Whoever waits for an answer is told that the connection ended.
    client.on('error', () => {})
    // What is read is held in memory until its end, whatever it has in it.
    const { connection } = client as unknown as { connection: Wire }
    connection.once(connection.ssl ? 'sslconnect' : 'connect', () => limited(connection.stream))
    await client.connect()
    return client
  }

  async function connected<T>(
    target: PostgresTarget,
    changes: boolean,
    work: (client: Client) => Promise<T>,
    guard?: () => void,
  ): Promise<T> {
    const client = await open(target, 'belay', { query_timeout: callMs }).catch((error: unknown) => {
      throw inWords(error, false)
    })
    try {
      guard?.()
      return await work(client).catch((error: unknown) => {
        throw inWords(error, changes)
      })
    } finally {
      await client.end().catch(() => {}) // It has ended already.
    }
  }

  const reading = <T>(target: PostgresTarget, work: (client: Client) => Promise<T>): Promise<T> =>
    connected(target, false, async client => {
      await client.query('BEGIN TRANSACTION READ ONLY')
      await client.query(`SET LOCAL statement_timeout = ${callMs - 500}`)
      const found = await work(client)
      await client.query('ROLLBACK')
      return found
    })

  return {
    read: (target, sql, values = []) =>
      reading(target, async client => (await client.query(sql, values)).rows),
    within: reading,
    change: (target, sql, values, guard) =>
      connected(target, true, async client => (await client.query(sql, values)).rows, guard),
    async connect(target, name, first) {
      let client: Client | undefined
      try {
        client = await open(target, name, {})
        await client.query({ text: first, query_timeout: callMs } as QueryConfig)
        return client
      } catch (error) {
        await client?.end().catch(() => {}) // It has ended already.
        throw inWords(error, false)
      }
    },
  }
}

/** With TLS, unless the address says otherwise or is of this machine. */
function configOf(address: string): ClientConfig {
  if (!/^postgres(?:ql)?:\/\//.test(address) || !URL.canParse(address))
    throw refused('Its address is not postgres://user:password@host:port/database.')
  const { hostname, searchParams } = new URL(address)
  const isLocal = ['', 'localhost', '127.0.0.1'].includes(hostname)
  return {
    connectionString: address,
    connectionTimeoutMillis: callMs,
    ...(!isLocal && !searchParams.has('sslmode') && { ssl: { rejectUnauthorized: true } }),
  }
}
