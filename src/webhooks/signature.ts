import { createHmac, timingSafeEqual } from 'node:crypto'

/** Whether one of the candidates is this body's HMAC-SHA256, in hex, under one of the secrets; in constant time. */
export function isSigned(body: Buffer, candidates: string[], secrets: string[]): boolean {
  const given = candidates
    .filter(candidate => /^[0-9a-f]{64}$/i.test(candidate))
    .map(candidate => Buffer.from(candidate, 'hex'))
  let matches = false
  for (const secret of secrets) {
    const expected = createHmac('sha256', secret).update(body).digest()
    for (const signature of given) matches = timingSafeEqual(expected, signature) || matches
  }
  return matches
}

/** The signatures of one version in a header such as `v1=abc,v1=def`. */
export function signatures(header: string | string[] | undefined, version: string): string[] {
  return [header ?? []]
    .flat()
    .flatMap(line => line.split(','))
    .map(part => part.trim())
    .filter(part => part.startsWith(`${version}=`))
    .map(part => part.slice(version.length + 1))
}
