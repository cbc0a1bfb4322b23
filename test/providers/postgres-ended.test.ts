import { expect, it } from 'vitest'
import { postgresMakers } from '../../src/providers/postgres/makers.ts'

const target = { at: { secret: 'env:OWNER' } }
const made = { run: 'R1', step: 0 }

it('what PostgreSQL says of an end is told, also where its views show the end first', async () => {
  let end = (_: Error): void => {}
  const asking = new Promise<never>((_, reject) => {
    end = reject
  })
  const client = {
    query: (sql: string) => (sql.startsWith('SET') ? Promise.resolve() : asking),
    end: async () => {},
    on() {},
  }
  const ask = { read: async () => [], change: async () => [], connect: async () => client }
  const postgres = {
    async indexes() {
      end(Object.assign(new Error('canceling statement due to user request'), { code: '57014' }))
      return []
    },
  }
  const reindex = postgresMakers(ask as never, postgres as never, { now: () => 0 }).find(
    ({ kind }) => kind.action === 'postgres:REINDEX TABLE CONCURRENTLY',
  )!
  const params = { ...target, table: 'public.bookings', files: {} } as never
  const result = await reindex.start(params, made as never)
  expect(await reindex.observe!(params, result, made as never)).toMatchObject({
    is: 'failed',
    why: 'PostgreSQL ended it: canceling statement due to user request.',
  })
})
