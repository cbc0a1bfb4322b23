import { describe, expect, test } from 'vitest'
import { parseAddress } from '../../src/store/address.ts'

describe('The address of Redis', () => {
  test.each(['redis://localhost', 'redis://user:p%40ss@10.0.0.1:6380/2', 'rediss://redis.example.com:6380'])(
    '%s is one server, and is left to the client to read',
    url => {
      expect(parseAddress(url)).toEqual({ kind: 'single', url })
    },
  )

  test('a Sentinel address names the watchers and their master', () => {
    expect(parseAddress('redis+sentinel://s1:26380,s2,[::1]:26381/mymaster')).toEqual({
      kind: 'sentinel',
      name: 'mymaster',
      db: 0,
      tls: false,
      nodes: [
        { host: 's1', port: 26_380 },
        { host: 's2', port: 26_379 },
        { host: '::1', port: 26_381 },
      ],
    })
    expect(parseAddress('rediss+sentinel://:p%40ss@s1/mymaster/3')).toMatchObject({
      password: 'p@ss',
      db: 3,
      tls: true,
    })
  })

  test('a Cluster address names some of its nodes', () => {
    expect(parseAddress('redis+cluster://belay:secret@n1:7000,n2')).toEqual({
      kind: 'cluster',
      tls: false,
      username: 'belay',
      password: 'secret',
      nodes: [
        { host: 'n1', port: 7_000 },
        { host: 'n2', port: 6_379 },
      ],
    })
  })

  test.each([
    'localhost:6379',
    'http://localhost',
    'redis://',
    'redis+sentinel://s1,s2',
    'redis+cluster://a:hunter2@',
    'redis+cluster://a:hunter2@host:port',
    'redis://hunter2#x@localhost',
    'redis://hunter2/x@localhost',
    'redis://hunter2?x@localhost',
    'redis://:hunter2%zz@localhost',
    'redis://:hunter2/x@localhost',
    'redis+sentinel://:a@hunter2@s1/mymaster',
    'redis+sentinel://:hunter2%zz@s1/mymaster',
    'redis+cluster://:hunter2#x@n1',
  ])('%s is refused, and what it holds is not repeated', url => {
    expect(() => parseAddress(url)).toThrow(/^expected redis:\/\//)
    expect(() => parseAddress(url)).not.toThrow(/hunter2/)
  })
})
