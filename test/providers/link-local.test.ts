import { expect, test } from 'vitest'
import { isLinkLocal } from '../../src/providers/link-local.ts'
import { randomFrom } from '../stories/random.ts'

type Ip = [number, number, number, number]

const hex = (...bytes: number[]) => bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')
const whole = ([a, b, c, d]: Ip) => ((a * 256 + b) * 256 + c) * 256 + d
const octal = (number: number) => `0${number.toString(8)}`
const wide = (text: string) => text.replace(/\d/g, digit => String.fromCharCode(0xff10 + Number(digit)))

/** An IPv4 address in each way in which an address of the web can be written. */
const asHost: Record<string, (ip: Ip) => string> = {
  plain: ip => ip.join('.'),
  'with a dot behind it': ip => `${ip.join('.')}.`,
  'one number': ip => `${whole(ip)}`,
  'one number in hexadecimal': ip => `0x${whole(ip).toString(16)}`,
  'one number in octal': ip => octal(whole(ip)),
  octal: ip => ip.map(octal).join('.'),
  'octal with noughts': ip => ip.map(byte => `000${octal(byte)}`).join('.'),
  hexadecimal: ip => ip.map(byte => `0X${byte.toString(16).toUpperCase()}`).join('.'),
  'two parts': ([a, ...rest]) => `${a}.${whole([0, ...rest])}`,
  'three parts': ([a, b, c, d]) => `${a}.${b}.${c * 256 + d}`,
  mixed: ([a, b, c, d]) => `0x${a.toString(16)}.${b}.${octal(c * 256 + d)}`,
  'by percentages': ip => [...ip.join('.')].map(sign => `%${hex(sign.charCodeAt(0))}`).join(''),
  'wide digits': ip => wide(ip.join('.')),
  'other dots': ip => ip.join('。'),
  'what is not seen in it': ip => ip.join('\u00AD.'),
  'behind a name and a password': ip => `api.example.com:443@${ip.join('.')}`,
  'with a port': ip => `${ip.join('.')}:8080`,
  mapped: ip => `[::ffff:${ip.join('.')}]`,
  'mapped in hexadecimal': ([a, b, c, d]) => `[0:0:0:0:0:FFFF:${hex(a, b)}:${hex(c, d)}]`,
  'as it was before it was mapped': ip => `[::${ip.join('.')}]`,
  'translated without state': ip => `[::ffff:0:${ip.join('.')}]`,
  NAT64: ip => `[64:ff9b::${ip.join('.')}]`,
  'NAT64 of a network’s own': ip => `[64:ff9b:1:2:3:4:${ip.join('.')}]`,
  'NAT64 within 64': ([a, b, c, d]) => `[64:ff9b:1:7:${hex(a)}:${hex(b, c)}:${hex(d)}00:0]`,
  'NAT64 within 56': ([a, b, c, d]) => `[64:ff9b:1:7${hex(a)}:${hex(b)}:${hex(c, d)}::]`,
  'NAT64 within 48': ([a, b, c, d]) => `[64:ff9b:1:${hex(a, b)}:${hex(c)}:${hex(d)}00::]`,
  '6to4': ([a, b, c, d]) => `[2002:${hex(a, b)}:${hex(c, d)}::1]`,
  ISATAP: ip => `[2001:db8::5efe:${ip.join('.')}]`,
  'ISATAP of one that is known everywhere': ip => `[2001:db8::200:5efe:${ip.join('.')}]`,
  Teredo: ip => {
    const [a, b, c, d] = ip.map(byte => byte ^ 255) as Ip
    return `[2001:0:4136:e378:8000:63bf:${hex(a, b)}:${hex(c, d)}]`
  },
}

const random = randomFrom(20_260_301)
const byte = () => Math.floor(random() * 256)
const linkLocal: Ip[] = [
  ...[...Array(40)].map((): Ip => [169, 254, byte(), byte()]),
  ...([
    [169, 254, 169, 254],
    [169, 254, 170, 2],
    [168, 63, 129, 16],
    [100, 100, 100, 200],
    [192, 0, 0, 192],
  ] as Ip[]),
]
const others: Ip[] = [
  ...[...Array(200)]
    .map((): Ip => [byte(), byte(), byte(), byte()])
    .filter(([a, b]) => a !== 169 || b !== 254),
  ...([
    [127, 0, 0, 1],
    [10, 0, 12, 7],
    [192, 168, 0, 1],
    [169, 253, 255, 255],
    [169, 255, 0, 0],
    [168, 63, 129, 17],
  ] as Ip[]),
]
const hostOf = (host: string): string => new URL(`http://${host}/`).hostname

test.each(Object.entries(asHost))('an address where clouds keep credentials is known: %s', (_, written) => {
  expect(linkLocal.filter(ip => !isLinkLocal(hostOf(written(ip))))).toEqual([])
})

test('any other is none, however it is written, and a name is none', () => {
  for (const [, written] of Object.entries(asHost).filter(([name]) => !name.startsWith('NAT64 of')))
    expect(others.filter(ip => isLinkLocal(hostOf(written(ip))))).toEqual([])
  for (const host of ['api.example.com', '[::1]', '[fd00::12]', '[2600:1f18::1]', '[fe00::1]'])
    expect([host, isLinkLocal(host)]).toEqual([host, false])
})

test('what a look-up finds may have a zone', () => {
  for (const found of ['fe80::1%eth0', 'febf::1', '::ffff:169.254.169.254'])
    expect([found, isLinkLocal(found)]).toEqual([found, true])
})
