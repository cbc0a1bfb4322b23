import type { Role as AwsRole } from '@aws-sdk/client-iam'
import type { Place } from '../../../ports/rds.ts'
import type { Role, Roles } from '../../../ports/roles.ts'
import type { AwsClients } from '../clients.ts'
import { orNone } from '../failure.ts'
import { once } from '../once.ts'
import { createAllowed } from './allowed.ts'
import { aboutRole } from './calls.ts'

/** Those that AWS has made for a service of its own. */
const ofAws = /^\/aws-service-role\//
/** So many are asked for side by side: IAM answers each by itself, and not too many at once. */
const together = 8

/** Roles of IAM, and when each was used: of that the list says nothing. */
export const createRoles = (aws: AwsClients): Roles => ({
  async all(most, place) {
    // A busy machine takes longer to load it than a call may take.
    await aws.load('iam')
    const listed: AwsRole[] = []
    let Marker: string | undefined
    do {
      const page = await once(aboutRole('ListRoles'), async abortSignal => {
        const iam = await aws.reading.iam(place)
        return iam.listRoles(Marker === undefined ? {} : { Marker }, { abortSignal })
      })
      listed.push(...(page.Roles ?? []).filter(({ Path = '/' }) => !ofAws.test(Path)))
      Marker = page.IsTruncated ? page.Marker : undefined
    } while (Marker !== undefined && listed.length <= most)

    const wanted = listed.slice(0, most)
    const roles: Role[] = []
    for (let at = 0; at < wanted.length; at += together) {
      const some = wanted.slice(at, at + together)
      const found = await Promise.all(some.map(({ RoleName = '' }) => read(aws, RoleName, place)))
      roles.push(...found.flatMap(role => role ?? []))
    }
    return { roles, more: listed.length > most || Marker !== undefined }
  },

  allowed: createAllowed(aws),
})

/** Undefined: it is gone since. */
async function read(aws: AwsClients, name: string, place: Place): Promise<Role | undefined> {
  const found = await orNone(
    once(aboutRole('GetRole', name), async abortSignal => {
      const iam = await aws.reading.iam(place)
      return iam.getRole({ RoleName: name }, { abortSignal })
    }),
  )
  if (!found?.Role) return undefined
  const { CreateDate, RoleLastUsed: { LastUsedDate, Region } = {} } = found.Role
  return {
    name,
    ...(CreateDate && { createdAt: CreateDate.getTime() }),
    ...(LastUsedDate && { usedAt: LastUsedDate.getTime() }),
    ...(LastUsedDate && Region !== undefined && { usedIn: Region }),
  }
}
