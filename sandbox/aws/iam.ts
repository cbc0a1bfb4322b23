import { account, ok, refuse, type Service } from './answer.ts'
import { pageOf } from './form.ts'

interface Role {
  name: string
  path?: string
  /** Milliseconds since the epoch. */
  createdAt: number
  usedAt?: number
  usedIn?: string
}

const time = (at: number): string => new Date(at).toISOString()

/** IAM, as far as roles go: when each was used last, which only `GetRole` tells. */
export function createIam() {
  const roles = new Map<string, Role>()
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
  }
  return {
    answers,
    resource: ({ RoleName = '*' }) => `arn:aws:iam::${account}:role/${RoleName}`,
    set: (role: Role): void => void roles.set(role.name, role),
  } satisfies Service & Record<string, unknown>
}
