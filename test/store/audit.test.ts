import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonical } from '../../src/domain/canonical.ts'
import { digest, type Link, verifyAudit, verifyLatest } from '../../src/store/audit.ts'

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex')

function chainOf(...entries: string[]): Link[] {
  let head = ''
  return entries.map((entry, i) => {
    const sha256 = digest(entry)
    head = sha1(head + sha256)
    return { id: `${i}-0`, entry, sha256, head }
  })
}

describe('A change to the audit can be told', () => {
  const chain = chainOf('{"what":"open"}', '{"what":"approve"}', '{"what":"deploy"}')
  const whole = { ok: true, head: chain[2]!.head }

  test('a chain that nobody touched is whole, from its beginning or from a noted head', () => {
    expect(verifyAudit(chain)).toEqual(whole)
    expect(verifyAudit(chain.slice(1), chain[0]!.head)).toEqual(whole)
    expect(verifyAudit(chain, chain[1]!.head)).toEqual(whole)
    expect(verifyAudit([])).toEqual({ ok: true, head: '' })
  })

  test('an entry that says something else', () => {
    const changed = chain.map((link, i) => (i === 1 ? { ...link, entry: '{"what":"decline"}' } : link))
    expect(verifyAudit(changed)).toMatchObject({ ok: false, id: '1-0' })
  })

  test('an entry that says something else, with a digest that fits', () => {
    const entry = '{"what":"decline"}'
    const changed = chain.map((link, i) => (i === 1 ? { ...link, entry, sha256: digest(entry) } : link))
    expect(verifyAudit(changed)).toMatchObject({ ok: false, id: '1-0' })
  })

  test('the first that is kept has to be what was written, too', () => {
    const [, second, third] = chain
    expect(verifyLatest([second!, third!], third!.head)).toEqual(whole)
    const changed = { ...second!, entry: '{"what":"decline"}' }
    expect(verifyLatest([changed, third!], third!.head)).toMatchObject({ ok: false, id: '1-0' })
  })

  test('an entry that is gone, or out of its order', () => {
    expect(verifyAudit([chain[0]!, chain[2]!])).toMatchObject({ ok: false, id: '2-0' })
    expect(verifyAudit([chain[1]!, chain[0]!, chain[2]!])).toMatchObject({ ok: false, id: '1-0' })
    expect(verifyAudit(chain.slice(1))).toMatchObject({ ok: false, id: '1-0' })
  })

  test('the last entries are gone, or all of them: the head that Redis keeps beside them says so', () => {
    const { head } = whole
    expect(verifyAudit(chain, '', head)).toEqual(whole)
    expect(verifyAudit(chain.slice(0, 1), '', head)).toMatchObject({ ok: false, id: '0-0' })
    expect(verifyAudit([], '', head)).toMatchObject({ ok: false })
    expect(verifyAudit(chain, '', '')).toMatchObject({ ok: false, id: '2-0' })
    expect(verifyAudit([], '', '')).toEqual({ ok: true, head: '' })
  })

  test('what is written while somebody looks is no change', () => {
    expect(verifyAudit(chain, '', chain[1]!.head)).toEqual(whole)
  })

  test('a chain made anew is whole by itself, but ends in another head than was noted', () => {
    const forged = verifyAudit(chainOf('{"what":"open"}', '{"what":"decline"}', '{"what":"deploy"}'))
    expect(forged).toMatchObject({ ok: true })
    expect(forged).not.toEqual(whole)
  })

  test('equal entries have equal digests, whatever the order of their keys', () => {
    expect(canonical({ b: [{ d: 1, c: null }], a: 'x', u: undefined })).toBe(
      '{"a":"x","b":[{"c":null,"d":1}]}',
    )
    expect(canonical({ a: 1, b: 2 })).toBe(canonical({ b: 2, a: 1 }))
  })
})
