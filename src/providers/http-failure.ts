import { kindOf } from '../domain/errors.ts'
import { latency } from './latency.ts'

const words: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection closed before an answer',
  UND_ERR_SOCKET: 'connection closed before an answer',
  EHOSTUNREACH: 'host cannot be reached',
  ENETUNREACH: 'host cannot be reached',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'host name could not be looked up',
  CERT_HAS_EXPIRED: 'certificate expired',
  CERT_NOT_YET_VALID: 'certificate not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate is for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate not trusted (self-signed)',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate not trusted (self-signed)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate not trusted',
  ELINKLOCAL: 'it leads to where clouds keep credentials, and no service is looked for there',
  UND_ERR_HEADERS_OVERFLOW: 'the answer has too many headers',
  HTTPParserError: 'the answer is not HTTP',
  // The clients of Redis and PostgreSQL say no more than that.
  Error: 'connection closed before an answer',
}

/** Why there was no answer, in words. */
export function failure(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) throw error
  if (error.name === 'TimeoutError') return `no answer in ${latency(timeoutMs)}`
  const code = kindOf(error)
  if (code.startsWith('HPE_')) return 'the answer is not HTTP'
  return words[code] ?? `no answer (${code})`
}
