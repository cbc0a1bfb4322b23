import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Maker, makers, type Observation } from '../../src/ports/calls/call.ts'
import { createAsk } from '../../src/providers/postgres/ask.ts'
import { postgresMakers } from '../../src/providers/postgres/makers.ts'
import { createPostgres } from '../../src/providers/postgres/postgres.ts'
import { createSetRolePassword } from '../../src/providers/postgres/set-role-password.ts'
import { createPostgresStepReader } from '../../src/providers/postgres/step-reader.ts'
import { eventually } from '../eventually.ts'
import { lacksPostgres } from '../lacks.ts'
import { startPostgres } from './real-postgres.ts'

const addresses: Record<string, string> = {}
const secrets = { reveal: async ({ secret }: { secret: string }) => addresses[secret]! }
const ask = createAsk({ secrets })
const postgres = createPostgres(ask)
const clock = { now: () => Date.now() }
const all = makers(...postgresMakers(ask, postgres, clock))
const [reader, owner] = [{ url: { secret: 'env:READER' } }, { url: { secret: 'env:OWNER' } }]
let count = 0

describe.skipIf(lacksPostgres('a real PostgreSQL'))('a real PostgreSQL', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>
  let sql: pg.Client
  let made: { run: string; step: number; since: number }

  beforeAll(async () => {
    server = await startPostgres()
    sql = new pg.Client({ connectionString: server.url })
    await sql.connect()
    await sql.query(`
      CREATE ROLE looker LOGIN; GRANT pg_monitor TO looker; CREATE EXTENSION pg_stat_statements;
      CREATE TABLE bookings (id int PRIMARY KEY, note text); CREATE TABLE "Odd name" (id int);
      CREATE SCHEMA archive; CREATE TABLE archive.bookings (id int);
      CREATE INDEX never_used ON bookings (note);
      INSERT INTO bookings SELECT i, 'x' FROM generate_series(1, 5000) i; DELETE FROM bookings WHERE id > 3000`)
    await sql.query('ANALYZE')
    addresses['env:OWNER'] = server.url
    addresses['env:READER'] = server.url.replace('owner@', 'looker@')
  }, 60_000)
  afterAll(async () => {
    await sql.end()
    await server.stop()
  })
  beforeEach(() => {
    made = { run: `run${++count}`, step: 0, since: 0 }
  })

  describe('the password of a user', () => {
    const params = { url: { secret: 'env:OWNER' }, user: 'clerk', secret: 'shop/clerk', version: 'v1' }
    const passwords: Record<string, string> = {}
    const held = async ({ version }: { version: string }) => passwords[version]!
    const maker = makers(createSetRolePassword(ask, held)).get('postgres:ALTER ROLE PASSWORD')!
    const signsIn = async (password: string) => {
      const connectionString = server.url.replace('owner@', `clerk:${password}@`)
      const client = new pg.Client({ connectionString })
      try {
        await client.connect()
        return true
      } catch (error) {
        if (!(error instanceof Error && error.message.includes('password authentication failed'))) throw error
        return false
      } finally {
        await client.end()
      }
    }
    beforeAll(async () => {
      await sql.query('CREATE ROLE clerk LOGIN')
      const { rows } = await sql.query('SHOW hba_file')
      const lines = "('host all clerk 127.0.0.1/32 scram-sha-256'), ('host all all 127.0.0.1/32 trust')"
      await sql.query(`COPY (VALUES ${lines}) TO '${rows[0].hba_file}'`)
      await sql.query('SELECT pg_reload_conf()')
    })

    it('lets them in, and is in no statement; once more it is the same', async () => {
      passwords.v1 = "it's-a-long-one"
      expect(await maker.look(params, made)).toEqual({ is: 'before' })
      expect(await maker.start(params, made)).toEqual({})
      expect([await signsIn(encodeURIComponent(passwords.v1)), await signsIn('another')]).toEqual([
        true,
        false,
      ])
      await maker.start(params, made)
      expect(await signsIn(encodeURIComponent(passwords.v1))).toBe(true)
      const { rows } = await sql.query(
        "SELECT query FROM pg_stat_statements WHERE query LIKE 'ALTER ROLE%' AND query LIKE '%PASSWORD%'",
      )
      expect(rows.length).toBeGreaterThan(0)
      expect(JSON.stringify(rows)).not.toContain('a-long-one')
    })

    it('is not given to a user that there is none of, by who may not, or with signs that are written in several ways', async () => {
      passwords.v1 = 'cnry-word'
      expect(await maker.look({ ...params, user: 'nobody' }, made)).toEqual({
        is: 'other',
        how: 'PostgreSQL has no user nobody.',
      })
      const refused = maker.start({ ...params, url: { secret: 'env:READER' } }, made)
      await expect(refused).rejects.toThrow("Belay's user of PostgreSQL may not do that")
      await expect(refused).rejects.not.toThrow('cnry')
      passwords.v1 = 'cnry-wörd'
      await expect(maker.start(params, made)).rejects.toThrow(
        /^the secret shop\/clerk is no password that PostgreSQL takes the same everywhere$/,
      )
    })
  })

  describe('a step of a runbook', () => {
    const read = (statement: string, target = reader) =>
      createPostgresStepReader(ask)({ operation: 'sql', input: { statement } }, target)

    it('reads rows as psql shows them, of many the first', async () => {
      expect(await read('SELECT count(*) AS active, NULL AS nothing FROM pg_class WHERE false')).toEqual({
        rows: { columns: ['active', 'nothing'], rows: [[0, '']] },
      })
      expect(await read('SHOW max_connections')).toEqual({
        rows: { columns: ['max_connections'], rows: [[20]] },
      })
      const many = await read('SELECT i FROM generate_series(1, 1000) i')
      expect(many).toMatchObject({ about: 'the first 200 rows', rows: { rows: { length: 200 } } })
      expect(await read('EXPLAIN SELECT 1')).toMatchObject({ rows: { columns: ['QUERY PLAN'] } })
    })

    it.each(['/* all\n-- of it */ ', '/* all /* of */ it */ ', '-- all of it\n', '('])(
      'reads no more than the first rows behind %j',
      async before => {
        // All of them would be some 200 MB.
        const far = `${before}SELECT repeat('x', 1000) FROM generate_series(1, 200000)${before === '(' ? ')' : ''}`
        expect(await read(far)).toMatchObject({
          about: 'the first 200 rows',
          rows: { rows: { length: 200 } },
        })
      },
    )

    it('is ended when it answers more than Belay would hold', async () => {
      const much = "SELECT repeat('x', 1000000) FROM generate_series(1, 100)"
      await expect(read(much)).rejects.toThrow('It answered more than 20 MB: narrow what is asked for')
      expect(await read('SELECT 1 AS one')).toMatchObject({ rows: { rows: [[1]] } })
    })

    it('changes nothing, whatever it says, and is one statement', async () => {
      await expect(read('DELETE FROM bookings', owner)).rejects.toThrow('25006: cannot execute DELETE')
      for (const text of ['SELECT 1; DROP TABLE bookings', 'SHOW x; ROLLBACK; DROP TABLE bookings'])
        await expect(read(text, owner)).rejects.toThrow('cannot insert multiple commands')
      const { rows } = await sql.query('SELECT count(*)::int AS count FROM bookings')
      expect(rows[0].count).toBeGreaterThan(0)
    })

    it('is told what is wrong with it, and not how to be let in', async () => {
      await expect(read('SELECT mean_time FROM pg_stat_statements', owner)).rejects.toThrow(
        'PostgreSQL cannot carry it out: column "mean_time" does not exist.',
      )
      await expect(read('SELECT * FROM bookings')).rejects.toThrow('GRANT pg_monitor lets it look')
      await expect(read('SELECT pg_sleep(10)')).rejects.toThrow('PostgreSQL took longer than Belay lets it')
    })
  })

  const maker = (action: string): Maker => all.get(action)!
  const over = (action: string, params: object, result: Parameters<NonNullable<Maker['observe']>>[1]) =>
    eventually(async (): Promise<Observation> => {
      const seen = await maker(action).observe!(params, result, made)
      if (seen.is === 'going') throw new Error('it is going on')
      return seen
    })

  it('tells of its connections, tables, indexes and statements', async () => {
    const { all, most } = await postgres.connections(reader)
    expect([most, all.find(({ user }) => user === 'owner')]).toEqual([
      20,
      expect.objectContaining({ state: 'idle', count: 1 }),
    ])
    await sql.query('SELECT pg_stat_force_next_flush()').catch(() => undefined) // From version 15 on.
    const tables = await eventually(async () => {
      const found = await postgres.tables(reader)
      expect(found[0]).toMatchObject({ name: 'public.bookings', dead: 2000 })
      return found
    })
    expect(tables.map(({ name }) => name)).toContain('public."Odd name"')
    expect(await postgres.indexes(reader, 'public.bookings')).toMatchObject([
      { name: 'public.bookings_pkey', isUnique: true, isValid: true },
      { name: 'public.never_used', isUnique: false, scans: 0 },
    ])
    const slow = await postgres.slow(reader)
    expect(slow?.some(({ query }) => query.includes('generate_series'))).toBe(true)
  })

  it('is only read by those who look', async () => {
    await expect(ask.read(owner, 'DELETE FROM bookings')).rejects.toThrow('PostgreSQL answered 25006')
    await expect(ask.read(owner, 'SELECT pg_sleep(60)')).rejects.toThrow('took longer than Belay lets it')
  })

  it('names what runs for long', async () => {
    const busy = new pg.Client({ connectionString: server.url })
    await busy.connect()
    const sleeping = busy.query('SELECT pg_sleep(30)').catch((error: Error) => error)
    const found = await eventually(async () => {
      const running = await postgres.queries(reader, 0)
      return running.find(({ query }) => query.includes('pg_sleep(30)'))
    })
    expect(found).toMatchObject({ user: 'owner', state: 'active', waitsFor: 'Timeout PgSleep' })
    await sql.query('SELECT pg_cancel_backend($1)', [found.pid])
    await sleeping
    await busy.end()
  })

  it('has idle connections ended, and none that works', async () => {
    const idle = new pg.Client({ connectionString: server.url, application_name: 'pool' })
    idle.on('error', () => {})
    await idle.connect()
    const params = { ...owner, idleMs: 0 }
    const end = maker('postgres:pg_terminate_backend')
    expect((await postgres.idle(reader, 0)).map(({ application }) => application)).toContain('pool')
    expect(await end.look(params, made)).toEqual({ is: 'before' })
    await expect(end.start({ ...params, ...reader }, made)).rejects.toThrow('GRANT')
    await sql.query('BEGIN')
    expect(await end.start(params, made)).toEqual({ ended: 1 })
    await sql.query('COMMIT')
    await eventually(async () =>
      expect((await postgres.idle(reader, 0)).map(({ application }) => application)).not.toContain('pool'),
    )
    expect(await end.look({ ...owner, idleMs: 3_600_000 }, made)).toMatchObject({ is: 'after' })
  })

  it('is vacuumed: also found to be so by who did not begin it', async () => {
    const params = { ...owner, table: 'public.bookings', vacuumedAt: null }
    const vacuum = maker('postgres:VACUUM ANALYZE')
    expect(await vacuum.look(params, made)).toEqual({ is: 'before' })
    const result = await vacuum.start(params, made)
    expect(await over('postgres:VACUUM ANALYZE', params, result)).toMatchObject({ is: 'done' })
    const another = makers(...postgresMakers(ask, postgres, clock)).get('postgres:VACUUM ANALYZE')!
    await eventually(async () => expect(await another.look(params, made)).toMatchObject({ is: 'after' }))
    expect(await another.observe!(params, result, made)).toEqual({ is: 'done' })
    expect(await vacuum.look({ ...params, table: 'public.nowhere' }, made)).toMatchObject({ is: 'other' })
  })

  it('has its indexes rebuilt while somebody holds the table, or is told that nobody could', async () => {
    const files = async () =>
      Object.fromEntries(
        (await postgres.indexes(owner, 'public.bookings')).map(({ name, file }) => [name, file]),
      )
    const params = { ...owner, table: 'public.bookings', files: await files() }
    const action = 'postgres:REINDEX TABLE CONCURRENTLY'
    const result = await maker(action).start(params, made)
    expect(await over(action, params, result)).toEqual({ is: 'done' })
    expect(await maker(action).look(params, made)).toMatchObject({ is: 'after' })

    const again = { ...params, files: await files() }
    await sql.query('BEGIN; LOCK TABLE bookings IN ACCESS EXCLUSIVE MODE')
    const other = { ...made, run: `${made.run}b` }
    const begun = await maker(action).start(again, other)
    await eventually(async () =>
      expect(await maker(action).look(again, other)).toMatchObject({ is: 'after' }),
    )
    await maker(action).cancel!(again, begun, () => {})
    expect(await over(action, again, begun)).toMatchObject({
      is: 'failed',
      why: 'PostgreSQL ended it: canceling statement due to user request.',
    })
    await sql.query('ROLLBACK')
  })
})

describe('a PostgreSQL that is not there', () => {
  it.each([
    ['postgres://looker:hunter22@127.0.0.1:1/db', 'PostgreSQL cannot be reached: connection refused.'],
    ['mysql://looker:hunter22@db', 'Its address is not postgres://user:password@host:port/database.'],
  ])('%s is told of without its address', async (address, expected) => {
    addresses['env:READER'] = address
    const error = await postgres.connections(reader).catch((error: Error) => error)
    expect(error).toMatchObject({ message: expected, fault: { service: 'postgres' } })
  })
})
