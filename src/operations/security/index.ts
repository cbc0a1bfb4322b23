import type { Rds } from '../../ports/rds.ts'
import type { Roles } from '../../ports/roles.ts'
import type { SecretStore } from '../../ports/secret-store.ts'
import type { SecurityGroups } from '../../ports/security-groups.ts'
import type { Read } from '../read.ts'
import { openGroups } from './groups.ts'
import { security } from './overview.ts'
import { roleAccess } from './role.ts'
import { unusedRoles } from './roles.ts'
import { groupRules } from './rules.ts'
import { oldSecrets } from './secrets.ts'

export interface SecurityDeps {
  groups: SecurityGroups
  rds: Rds
  secrets: SecretStore
  roles: Roles
  now(): number
}

/** Everything that is looked at for the sake of security. */
export function securityReads({ groups, rds, secrets, roles, now }: SecurityDeps): Read[] {
  const audits = [openGroups(groups), oldSecrets(secrets, now), unusedRoles(roles, now)] as Read<{
    days: number
  }>[]
  return [security(audits), ...audits, groupRules(groups, rds), roleAccess(roles, now)] as Read[]
}
