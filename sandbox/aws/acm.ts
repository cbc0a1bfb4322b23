import { arn, ok, refuse, type Service } from './answer.ts'

export interface Certificate {
  domain: string
  /** Tells apart several for one domain. */
  id?: string
  alternatives?: string[]
  status?:
    | 'ISSUED'
    | 'PENDING_VALIDATION'
    | 'EXPIRED'
    | 'FAILED'
    | 'VALIDATION_TIMED_OUT'
    | 'REVOKED'
    | 'INACTIVE'
  type?: 'AMAZON_ISSUED' | 'IMPORTED'
  /** When it ends, in milliseconds since the epoch. */
  notAfter?: number
  renewal?: 'PENDING_AUTO_RENEWAL' | 'PENDING_VALIDATION' | 'SUCCESS' | 'FAILED'
  renewalReason?: string
  inUse?: boolean
}

/** Certificate Manager: certificates by the domain that they are for. */
export function createAcm() {
  const certificates = new Map<string, Certificate>()
  const answers: Service['answers'] = {
    ListCertificates({ CertificateStatuses, MaxItems = 100, NextToken = '0' }) {
      const asked = [...certificates].filter(
        ([, { status = 'ISSUED' }]) => !CertificateStatuses || CertificateStatuses.includes(status),
      )
      const from = Number(NextToken)
      const next = from + MaxItems
      return ok({
        CertificateSummaryList: asked
          .slice(from, next)
          .map(([arn, certificate]) => summary(arn, certificate)),
        ...(next < asked.length && { NextToken: `${next}` }),
      })
    },
    DescribeCertificate({ CertificateArn }) {
      const found = certificates.get(CertificateArn)
      if (!found) return refuse('ResourceNotFoundException', `Could not find certificate ${CertificateArn}.`)
      const { alternatives = [], renewal, renewalReason } = found
      const { SubjectAlternativeNameSummaries: _, InUse, ...same } = summary(CertificateArn, found)
      return ok({
        Certificate: {
          ...same,
          SubjectAlternativeNames: [found.domain, ...alternatives],
          InUseBy: InUse ? ['arn:aws:elasticloadbalancing:…'] : [],
          ...(renewal && { RenewalSummary: { RenewalStatus: renewal, RenewalStatusReason: renewalReason } }),
        },
      })
    },
  }
  const arnOf = ({ domain, id = domain }: Certificate) => arn('acm', `certificate/${id}`)
  return {
    answers,
    resource: ({ CertificateArn = '*' }) => CertificateArn,
    set: (certificate: Certificate): void => void certificates.set(arnOf(certificate), certificate),
  } satisfies Service & Record<string, unknown>
}

function summary(arn: string, certificate: Certificate) {
  const {
    domain,
    alternatives = [],
    status = 'ISSUED',
    type = 'AMAZON_ISSUED',
    notAfter,
    inUse = true,
  } = certificate
  return {
    CertificateArn: arn,
    DomainName: domain,
    SubjectAlternativeNameSummaries: [domain, ...alternatives],
    Status: status,
    Type: type,
    InUse: inUse,
    ...(notAfter !== undefined && { NotAfter: notAfter / 1000 }),
  }
}
