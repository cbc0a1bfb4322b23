import type { CertificateDetail, CertificateSummary, KeyAlgorithm } from '@aws-sdk/client-acm'
import type { Probes } from '../../ports/probes.ts'
import { daysLeft } from '../days-left.ts'
import type { AwsCall, TimeLimit } from './call.ts'
import type { AwsClients } from './clients.ts'
import { plain } from './diagnosis.ts'
import { ask } from './failure.ts'
import { type Found, looked } from './look.ts'

/** AWS lists only some kinds of keys when it is not asked for all. */
const keyTypes: KeyAlgorithm[] = [
  'RSA_1024',
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
  'EC_prime256v1',
  'EC_secp384r1',
  'EC_secp521r1',
]

/** Reads when the certificate of a domain ends. Its times are compared with `now`. */
export function createCertificateProbe(aws: AwsClients, now: () => number): Probes['certificate'] {
  return ({ domain, ...where }, timeoutMs) => {
    const call = (action: string, resource: string): AwsCall => ({
      action: `acm:${action}`,
      resource,
      about: `certificate of ${domain}`,
      allow: { Resource: action === 'ListCertificates' ? '*' : resource },
    })

    async function matching(limit: TimeLimit): Promise<CertificateSummary[]> {
      const found: CertificateSummary[] = []
      let NextToken: string | undefined
      do {
        const page = await ask(call('ListCertificates', domain), limit, async abortSignal => {
          const acm = await aws.reading.acm(where)
          return acm.listCertificates({ Includes: { keyTypes }, MaxItems: 1_000, NextToken }, { abortSignal })
        })
        found.push(...(page.CertificateSummaryList ?? []).filter(summary => isFor(domain, summary)))
        NextToken = page.NextToken
      } while (NextToken)
      return found
    }

    async function look(limit: TimeLimit): Promise<Found> {
      const arn = chosen(await matching(limit))?.CertificateArn
      if (arn === undefined) {
        const detail = `Certificate Manager has none for ${domain}${where.region ? ` in ${where.region}` : ''}`
        return { state: 'unknown', detail }
      }
      const { Certificate } = await ask(call('DescribeCertificate', arn), limit, async abortSignal => {
        const acm = await aws.reading.acm(where)
        return acm.describeCertificate({ CertificateArn: arn }, { abortSignal })
      })
      return assess(Certificate ?? {}, now())
    }

    return looked('', timeoutMs, look, 'unknown')
  }
}

function isFor(
  domain: string,
  { DomainName, SubjectAlternativeNameSummaries = [] }: CertificateSummary,
): boolean {
  const wildcard = domain.replace(/^[^.]+/, '*')
  return [DomainName, ...SubjectAlternativeNameSummaries].some(name => name === domain || name === wildcard)
}

/** Of several the one that is in use; of several in use the one that ends first, since somebody is shown it. */
function chosen(certificates: CertificateSummary[]): CertificateSummary | undefined {
  const end = ({ NotAfter }: CertificateSummary) => NotAfter?.getTime() ?? 0
  const used = certificates.filter(({ InUse }) => InUse)
  if (used.length > 0) return used.sort((a, b) => end(a) - end(b))[0]
  return certificates.sort((a, b) => end(b) - end(a))[0]
}

function assess({ Status, Type, NotAfter, RenewalSummary }: CertificateDetail, now: number): Found {
  if (!NotAfter) return { state: 'down', detail: `not issued: ${plain(Status ?? 'unknown').toLowerCase()}` }
  const { state, words } = daysLeft(NotAfter.getTime(), now)
  const { RenewalStatus, RenewalStatusReason } = RenewalSummary ?? {}
  const failed = RenewalStatus === 'FAILED'
  const said = [
    words,
    ...(Status && !['ISSUED', 'EXPIRED'].includes(Status) ? [Status.toLowerCase().replaceAll('_', ' ')] : []),
    ...(Type === 'IMPORTED' ? ['imported: AWS does not renew it'] : []),
    ...(failed ? [`renewal failed${RenewalStatusReason ? `: ${RenewalStatusReason}` : ''}`] : []),
    ...(RenewalStatus === 'PENDING_VALIDATION' ? ['its renewal waits for validation'] : []),
  ]
  const worse = Status === 'REVOKED' ? 'down' : failed && state === 'fine' ? 'slow' : state
  return { state: worse, detail: said.join(', ') }
}
