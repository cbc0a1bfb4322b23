import { account, ok, refuse, type Service } from './answer.ts'
import { pageOf } from './form.ts'

interface Role {
  name: string
  path?: string
  /** Milliseconds since the epoch. */
  createdAt: number
  usedAt?: number
  usedIn?: string
  /** The services that it may use, by their namespace, each with when it last did. */
  allowed?: Record<string, number | undefined>
}

const time = (at: number): string => new Date(at).toISOString()

/** IAM, as far as roles go: when each was used last, which only `GetRole` tells, and what it may use, which is a report. */
export function createIam() {
  const roles = new Map<string, Role>()
  /** Roles by the ids of the reports on them. */
  const reports = new Map<string, Role>()
  /** So often it is asked before a report is made, and what becomes of it. */
  let making = { times: 0, as: 'COMPLETED' as 'COMPLETED' | 'FAILED' }
  const described = ({ name, path = '/', createdAt }: Role) => ({
    Path: path,
    RoleName: name,
    RoleId: `AROA${name.toUpperCase().replace(/\W/g, '')}`,
    Arn: `arn:aws:iam::${account}:role${path}${name}`,
    CreateDate: time(createdAt),
  })
  const answers: Service['answers'] = {
    ListRoles({ Marker, MaxItems = '100' }) {
      const all = [...roles.values()].map(described)
      const { page, more } = pageOf(all, { Marker, MaxRecords: MaxItems })
      return ok({ Roles: { member: page }, IsTruncated: 'Marker' in more, ...more })
    },
    GetRole({ RoleName }) {
      const role = roles.get(RoleName)
      if (!role) return refuse('NoSuchEntity', `The role with name ${RoleName} cannot be found.`, 404)
      const { usedAt, usedIn = 'us-east-1' } = role
      const RoleLastUsed = usedAt === undefined ? {} : { LastUsedDate: time(usedAt), Region: usedIn }
      return ok({ Role: { ...described(role), RoleLastUsed } })
    },
    GenerateServiceLastAccessedDetails({ Arn }) {
      const role = [...roles.values()].find(one => described(one).Arn === Arn)
      if (!role) return refuse('NoSuchEntity', `The ARN ${Arn} cannot be found.`, 404)
      const JobId = `a1b2c3d4-0000-0000-0000-${`${reports.size}`.padStart(12, '0')}`
      reports.set(JobId, role)
      return ok({ JobId })
    },
    GetServiceLastAccessedDetails({ JobId, Marker, MaxItems = '100' }) {
      const role = reports.get(JobId)
      if (!role) return refuse('NoSuchEntity', `The job ${JobId} cannot be found.`, 404)
      const all = Object.entries(role.allowed ?? {}).map(([namespace, usedAt]) => ({
        ServiceName: `AWS ${namespace}`,
        ServiceNamespace: namespace,
        TotalAuthenticatedEntities: usedAt === undefined ? 0 : 1,
        ...(usedAt !== undefined && { LastAuthenticated: time(usedAt) }),
      }))
      const { page, more } = pageOf(all, { Marker, MaxRecords: MaxItems })
      const JobStatus = making.times-- > 0 ? 'IN_PROGRESS' : making.as
      return ok({
        JobStatus,
        ...(JobStatus === 'FAILED' && { Error: { Code: 'ServiceFailure', Message: 'Try again later.' } }),
        JobCreationDate: time(role.createdAt),
        JobCompletionDate: time(role.createdAt),
        ServicesLastAccessed: { member: page },
        IsTruncated: 'Marker' in more,
        ...more,
      })
    },
  }
  return {
    answers,
    resource: ({ RoleName = '*' }) => `arn:aws:iam::${account}:role/${RoleName}`,
    set: (role: Role): void => void roles.set(role.name, role),
    /** Reports take so many looks, and then come to that. */
    reporting: (times: number, as: 'COMPLETED' | 'FAILED' = 'COMPLETED'): void =>
      void (making = { times, as }),
  } satisfies Service & Record<string, unknown>
}
