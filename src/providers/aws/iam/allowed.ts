import { setTimeout as pause } from 'node:timers/promises'
import type { ServiceLastAccessed } from '@aws-sdk/client-iam'
import { OutsideError } from '../../../domain/errors.ts'
import type { Allowed, Roles } from '../../../ports/roles.ts'
import { within } from '../call.ts'
import type { AwsClients } from '../clients.ts'
import { plain } from '../diagnosis.ts'
import { ask, orNone } from '../failure.ts'
import { pages } from '../pages.ts'
import { aboutRole } from './calls.ts'

/** Most reports take IAM some seconds. */
const mostMs = 20_000

/** What a role may use, and when it did last: a report that IAM is asked for, and makes. */
export const createAllowed =
  (aws: AwsClients, lookEveryMs = 500): Roles['allowed'] =>
  async (name, place) => {
    await aws.load('iam')
    const limit = within(mostMs)
    const found = await orNone(
      ask(aboutRole('GetRole', name), limit, async abortSignal => {
        const iam = await aws.reading.iam(place)
        return iam.getRole({ RoleName: name }, { abortSignal })
      }),
    )
    const arn = found?.Role?.Arn
    if (arn === undefined) return undefined
    const { JobId } = await ask(
      aboutRole('GenerateServiceLastAccessedDetails', name),
      limit,
      async abortSignal => {
        const iam = await aws.iam(place)
        return iam.generateServiceLastAccessedDetails({ Arn: arn }, { abortSignal })
      },
    )
    const reported = { ...aboutRole('GetServiceLastAccessedDetails', name), allow: { Resource: '*' } }
    return pages(async Marker => {
      const report = await ask(reported, limit, async abortSignal => {
        const iam = await aws.reading.iam(place)
        const asked = { JobId, ...(Marker !== undefined && { Marker }) }
        for (;;) {
          const read = await iam.getServiceLastAccessedDetails(asked, { abortSignal })
          if (read.JobStatus !== 'IN_PROGRESS') return read
          await pause(lookEveryMs, undefined, { signal: abortSignal })
        }
      })
      if (report.JobStatus === 'FAILED')
        throw new OutsideError(
          `IAM could not tell what ${name} may use: ${plain(report.Error?.Message ?? 'it does not say why')}`,
          { service: 'aws', fault: 'away', effect: 'none' },
        )
      const next = report.IsTruncated ? report.Marker : undefined
      return { all: (report.ServicesLastAccessed ?? []).map(allowedOf), next }
    })
  }

const allowedOf = ({ ServiceName, ServiceNamespace, LastAuthenticated }: ServiceLastAccessed): Allowed => ({
  service: ServiceName ?? '',
  namespace: ServiceNamespace ?? '',
  ...(LastAuthenticated && { usedAt: LastAuthenticated.getTime() }),
})
