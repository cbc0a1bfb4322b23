import type { Place } from '../../../ports/rds.ts'
import type { ListedSecret, SecretIntake, SecretStore, SecretVersion } from '../../../ports/secret-store.ts'
import type { AwsClients } from '../clients.ts'
import { orNone } from '../failure.ts'
import { once } from '../once.ts'
import { pages } from '../pages.ts'
import { aboutSecret } from './calls.ts'
import { describeSecret, labels } from './described.ts'
import { putValue } from './put-value.ts'
import { createDropPending } from './stages.ts'
import { membersOf, readValue } from './value.ts'

/** Secrets Manager as plans and looks read it. */
export function createSecretStore(aws: AwsClients): SecretStore {
  async function versions(id: string, place: Place) {
    const found = await orNone(
      pages(async NextToken => {
        const page = await once(aboutSecret('ListSecretVersionIds', place, id), async abortSignal => {
          const client = await aws.reading.secrets(place)
          return client.listSecretVersionIds(
            { SecretId: id, ...(NextToken && { NextToken }) },
            { abortSignal },
          )
        })
        return { all: page.Versions ?? [], next: page.NextToken }
      }),
    )
    return found ?? []
  }

  return {
    async secret(id, place) {
      const [found, all] = await Promise.all([describeSecret(aws, id, place), versions(id, place)])
      if (!found) return undefined
      const labelled = (label: string, but?: string): SecretVersion | undefined => {
        const one = all.find(
          ({ VersionStages: stages = [] }) => stages.includes(label) && !stages.includes(but ?? ''),
        )
        return one?.VersionId === undefined
          ? undefined
          : { id: one.VersionId, at: one.CreatedDate?.getTime() ?? 0 }
      }
      const current = labelled(labels.current)
      const pending = labelled(labels.pending, labels.current)
      const { RotationEnabled, LastRotatedDate, OwningService, DeletedDate } = found
      return {
        ...(current && { current }),
        ...(pending && { pending }),
        rotates: RotationEnabled ?? false,
        ...(LastRotatedDate && { rotatedAt: LastRotatedDate.getTime() }),
        ...(OwningService !== undefined && { owner: OwningService }),
        ...(DeletedDate && { deletedAt: DeletedDate.getTime() }),
      }
    },

    async form(id, place) {
      const value = await readValue(aws, id, place, undefined)
      if (value === undefined) return { is: 'none' }
      const members = membersOf(value)
      if (!members) return { is: 'text' }
      const { username } = members
      return {
        is: 'object',
        members: Object.keys(members),
        ...(typeof username === 'string' && { user: username }),
      }
    },

    async all(place) {
      const found = await pages(async NextToken => {
        const page = await once(aboutSecret('ListSecrets', place, '*'), async abortSignal => {
          const client = await aws.reading.secrets(place)
          return client.listSecrets({ MaxResults: 100, ...(NextToken && { NextToken }) }, { abortSignal })
        })
        return { all: page.SecretList ?? [], next: page.NextToken }
      })
      return found.map(
        ({ ARN, Name = '', LastChangedDate, LastRotatedDate, RotationEnabled }): ListedSecret => {
          const times = [LastChangedDate, LastRotatedDate].flatMap(at => (at ? [at.getTime()] : []))
          return {
            id: ARN ?? Name,
            name: Name,
            ...(times.length > 0 && { changedAt: Math.max(...times) }),
            rotates: RotationEnabled ?? false,
          }
        },
      )
    },
  }
}

/** What people give goes there, and nowhere else. */
export function createSecretIntake(aws: AwsClients): SecretIntake {
  const dropping = createDropPending(aws)
  return {
    put: ({ value, ...given }, place) => putValue(aws, given, value.open(), place),
    async drop(secret, version, place) {
      const params = { ...place, secret, version }
      const made = { run: '', step: 0 }
      if ((await dropping.look(params, made)).is === 'before') await dropping.start(params, made)
    },
  }
}
