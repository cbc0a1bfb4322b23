import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

export interface Signed {
  /** In PEM. */
  cert: string
  key: string
}

export interface Subject {
  name: string
  /** Names that it is valid for. */
  names?: string[]
  /** From when until when, in milliseconds since the epoch. */
  from: number
  to: number
}

/** Somebody who signs certificates, made anew at each start: nobody else trusts it, and its key lies nowhere. */
export function createAuthority(now: number) {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = 'Sandbox'
  const self = { name, from: now - 365 * day, to: now + 3_650 * day }
  return {
    ca: certificate(self, keys.publicKey, { name, key: keys.privateKey }, [isAuthority]),
    issue(subject: Subject): Signed {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const names = validFor(subject.names ?? [subject.name])
      return {
        cert: certificate(subject, own.publicKey, { name, key: keys.privateKey }, [names]),
        key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      }
    },
  }
}

const day = 86_400_000

/** X.509 in DER, as RFC 5280 has it: only what a handshake looks at. */
function certificate(
  { name, from, to }: Subject,
  publicKey: KeyObject,
  by: { name: string; key: KeyObject },
  extensions: Buffer[],
): string {
  const version = der(0xa0, der(0x02, Buffer.from([2])))
  const serial = der(0x02, Buffer.from([1]))
  const validity = der(0x30, time(from), time(to))
  const about = der(
    0x30,
    ...[version, serial, ecdsaWithSha256, named(by.name), validity, named(name)],
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, ...extensions)),
  )
  const signature = der(0x03, Buffer.from([0]), sign('sha256', about, by.key))
  const lines = der(0x30, about, ecdsaWithSha256, signature)
    .toString('base64')
    .match(/.{1,64}/g)!
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

/** A value of ASN.1, as DER writes it: what it is, how long, what is in it. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const size = body.length.toString(16)
  const length = Buffer.from(size.length % 2 === 0 ? size : `0${size}`, 'hex')
  const head = body.length < 128 ? length : Buffer.concat([Buffer.from([0x80 | length.length]), length])
  return Buffer.concat([Buffer.from([tag]), head, body])
}

const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const ecdsaWithSha256 = der(0x30, oid('2a8648ce3d040302'))
const named = (text: string): Buffer =>
  der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from(text)))))
const time = (at: number): Buffer =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`))
const isAuthority = der(
  0x30,
  ...[oid('551d13'), der(0x01, Buffer.from([0xff]))],
  der(0x04, der(0x30, der(0x01, Buffer.from([0xff])))),
)
const validFor = (names: string[]): Buffer =>
  der(0x30, oid('551d11'), der(0x04, der(0x30, ...names.map(name => der(0x82, Buffer.from(name))))))
