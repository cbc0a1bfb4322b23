import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonical } from '../../src/domain/canonical.ts'
import { digest, type Link, verifyAudit, verifyKept, verifyLatest } from '../../src/store/audit.ts'

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex')

function chainOf(...entries: string[]): Link[] {
  let head = ''
  return entries.map((entry, i) => {
    const [sha256, before] = [digest(entry), head]
    head = sha1(before + sha256)
    return { id: `${i}-0`, entry, sha256, before, head }
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

  describe('at every place of a longer one', () => {
    const entries = Array.from({ length: 40 }, (_, i) => `{"at":${i}}`)
    const long = chainOf(...entries)
    const head = long.at(-1)!.head
    /** An anchor from each hour: what was posted outside. */
    const anchors = [9, 19, 29, 39].map(i => ({ at: i, head: long[i]!.head }))
    const indexes = long.map((_, i) => i)
    const without = (i: number) => long.filter((_, j) => j !== i)
    /** What whoever has Redis in hand makes of it: everything from there on, chained anew, and its last head beside it. */
    const rewrittenFrom = (i: number, ...instead: string[]) =>
      chainOf(...entries.slice(0, i), ...instead, ...entries.slice(i + 1))
    const told = (links: Link[]) =>
      anchors.filter(anchor => !links.some(link => link.head === anchor.head)).map(({ at }) => at)

    test.each(indexes)('an entry that was edited, with its digest or without (%i)', i => {
      const edit = (more: Partial<Link>) => long.map((link, j) => (i === j ? { ...link, ...more } : link))
      const entry = '{"at":-1}'
      const alone = [{ entry }, { sha256: digest(entry) }, { before: '0' }, { head: '0' }]
      for (const changed of [...alone, { entry, sha256: digest(entry) }].map(edit))
        expect(verifyLatest(changed, head)).toMatchObject({ ok: false })
    })

    test.each(indexes)('an entry that was taken out, doubled or put in anew (%i)', i => {
      expect(verifyKept(without(i), head, 0)).toMatchObject({ ok: false })
      expect(verifyAudit(without(i), '', head)).toMatchObject({ ok: false })
      const forged = { ...long[i]!, id: `${i}-1`, entry: '{}', sha256: digest('{}') }
      for (const put of [long[i]!, forged])
        expect(verifyLatest([...long.slice(0, i), put, ...long.slice(i)], head)).toMatchObject({ ok: false })
    })

    test.each(indexes)('two entries in each other’s place (%i)', i => {
      for (const j of indexes.filter(other => other !== i)) {
        const swapped = [...long]
        ;[swapped[i], swapped[j]] = [long[j]!, long[i]!]
        expect([i, j, verifyLatest(swapped, head).ok]).toEqual([i, j, false])
      }
    })

    test.each(indexes)('a beginning that was cut off before it was due to go (up to %i)', i => {
      const cut = long.slice(i + 1)
      expect(verifyKept(cut, head, 0)).toMatchObject({ ok: false, id: cut[0]?.id ?? '0-0' })
      // The last one that is due is kept: what was before it may be gone, and nothing else.
      expect(verifyKept(cut, head, i + 1)).toMatchObject({ ok: false })
      expect(verifyKept(cut, head, i + 2)).toMatchObject({ ok: i < 39 })
      // That nothing was before it, the first one can only say with another head: then the anchors tell.
      const [first, ...others] = cut
      if (!first) return
      expect(verifyKept([{ ...first, before: '' }, ...others], head, 0)).toMatchObject({ ok: false })
      const forged = chainOf(...entries.slice(i + 1))
      expect(verifyKept(forged, forged.at(-1)!.head, 0)).toMatchObject({ ok: true })
      expect(told(forged)).toEqual(anchors.map(({ at }) => at))
    })

    test.each(indexes)('an end that was cut off (%i are left)', i => {
      const cut = long.slice(0, i)
      expect(verifyLatest(cut, head)).toMatchObject({ ok: false })
      // With the head beside it set back as well, only the anchors tell: all that were posted since.
      expect(verifyLatest(cut, cut.at(-1)?.head ?? '')).toMatchObject({ ok: true })
      expect(told(cut)).toEqual(anchors.filter(({ at }) => at >= i).map(({ at }) => at))
    })

    test.each(indexes)(
      'one that was chained anew from there: every anchor since is missing in it (%i)',
      i => {
        for (const forged of [
          rewrittenFrom(i, '{"at":-1}'),
          rewrittenFrom(i),
          rewrittenFrom(i, '{}', '{}'),
        ]) {
          const ending = forged.at(-1)?.head ?? ''
          expect(verifyLatest(forged, ending)).toMatchObject({ ok: true })
          expect(told(forged)).toEqual(anchors.filter(({ at }) => at >= i).map(({ at }) => at))
        }
      },
    )

    test.each(indexes)('two entries in each other’s place, chained anew from the first of them (%i)', i => {
      for (const j of indexes.slice(i + 1)) {
        const swapped = [...entries]
        ;[swapped[i], swapped[j]] = [entries[j]!, entries[i]!]
        const forged = chainOf(...swapped)
        expect(verifyLatest(forged, forged.at(-1)!.head)).toMatchObject({ ok: true })
        expect(told(forged)).toEqual(anchors.filter(({ at }) => at >= i).map(({ at }) => at))
      }
    })
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
