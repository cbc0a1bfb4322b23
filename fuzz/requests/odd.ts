import type { Chance } from '../../simulation/chance.ts'

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

const deep = (levels: number): Json => {
  let nested: Json = []
  for (let i = 0; i < levels; i++) nested = i % 2 ? [nested] : { in: nested }
  return nested
}

/** What stands where something else is expected. */
export const odd: ((chance: Chance) => Json)[] = [
  () => null,
  () => '',
  () => '   ',
  () => true,
  () => 0,
  () => -1,
  () => 1e308,
  () => 2 ** 53 + 2,
  () => [],
  () => ({}),
  () => [null],
  () => deep(60),
  () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  () => '__proto__',
  () => 'constructor',
  () => 'hasOwnProperty',
  () => '\u202Etxt.exe\u2066\u200B\u0000',
  () => '\uD800 half \uDC00',
  () => '<!channel> <@U0ANA> <http://127.0.0.1:1/|your bank>',
  () => '-- --incident --for "unended \'quotes',
  () => '2999-12-31T23:59:59Z',
  () => '-271821-04-20T00:00:00.000Z',
  () => '0001-01-01T00:00:00Z',
  () => '2026-02-30T25:61:61+99:99',
  () => '9'.repeat(400),
  () => '1e999',
  () => '%00%ff%c0%af../../etc/passwd',
  () => '{{7*7}}#{7*7}%7B%7B7*7%7D%7D',
  () => 'http://127.0.0.1:1/',
  () => 'a'.repeat(4_001),
  () => '🏳️‍🌈'.repeat(700),
  () => `${'e\u0301\u0300\u0302'.repeat(500)}`,
  () => `${'('.repeat(2_000)}${'a?'.repeat(40)}`,
  chance => Math.floor(chance.between(-1e6, 1e6)),
  chance => String.fromCodePoint(Math.floor(chance.between(0, 0x10ffff))),
]
