import type { EventEmitter } from 'node:events'
import type { Duplex } from 'node:stream'
import type { Client, ClientConfig, QueryConfig } from 'pg'
import { OutsideError, UserError } from '../../domain/errors.ts'
import { onlyMeant } from '../../domain/runbook/named-place.ts'
import type { PostgresTarget } from '../../ports/postgres.ts'
import type { Secrets } from '../../ports/secrets.ts'
import { failure } from '../http-failure.ts'
import { limited } from '../too-much.ts'

/** How long one question may take, in milliseconds. */
const callMs = 2_500

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
  /** A statement that changes something, over a connection of its own. */
  change(target: PostgresTarget, sql: string, values?: unknown[]): Promise<Row[]>
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
  ): Promise<T> {
    let client: Client | undefined
    try {
      client = await open(target, 'belay', { query_timeout: callMs })
      return await work(client)
    } catch (error) {
      throw inWords(error, changes && client !== undefined)
    } finally {
      await client?.end().catch(() => {}) // It has ended already.
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
    change: (target, sql, values = []) =>
      connected(target, true, async client => (await client.query(sql, values)).rows),
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

const refused = (message: string): OutsideError =>
  new OutsideError(message, { service: 'postgres', fault: 'refused', effect: 'none' })

/** Whether it is PostgreSQL that says so, by a code of its own: not the connection's, as EPIPE. */
export const isSaid = (error: Error): boolean =>
  'code' in error && /^(?!E[A-Z]{4})[0-9A-Z]{5}$/.test(`${error.code}`)

/** PostgreSQL's own codes, and the connection's. No error of the client's leaves here: it may hold the address. */
function inWords(error: unknown, changes: boolean): unknown {
  if (error instanceof OutsideError || error instanceof UserError || !(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  switch (code) {
    case '28P01':
    case '28000':
      return refused('PostgreSQL does not let Belay in: check the user and password in its secret.')
    case '3D000':
      return refused('PostgreSQL has no database of the name in its secret.')
    case '42501':
      return refused(
        `Belay's user of PostgreSQL may not do that: GRANT pg_monitor lets it look, pg_signal_backend end connections, the owner of a table (from 17 on pg_maintain) tidy it up, and CREATEROLE give users passwords.`,
      )
    case '57014':
      return refused('PostgreSQL took longer than Belay lets it: it is busy.')
    case '53300':
      return refused('PostgreSQL has no connection left for Belay: its most are taken.')
    case '55P03':
      return refused('Somebody else has the table locked: try again when they are done.')
  }
  if (isSaid(error)) return refused(`PostgreSQL answered ${code}: ${error.message.slice(0, 200)}`)
  const why = /timeout/i.test(error.message) ? `no answer in ${callMs / 1000} s` : failure(error, callMs)
  return new OutsideError(`PostgreSQL cannot be reached: ${why}.`, {
    service: 'postgres',
    fault: 'away',
    effect: changes ? 'unknown' : 'none',
  })
}
