import { randomUUID } from 'node:crypto'
import { type Answer, arn, type Input, ok, refuse, type Service } from './answer.ts'
import { at, label, type Secret, withStages } from './secret-versions.ts'

/** So long a rotation of AWS's own takes, in milliseconds. */
export const rotationMs = 30_000

const missing = () => refuse('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
const arnOf = (name: string) => arn('secretsmanager', `secret:${name}-AbCdEf`)
const seconds = (at: number | undefined) => (at === undefined ? undefined : at / 1_000)
/** Secrets Manager: secrets by their name or their ARN, each in versions with their labels. Rotations go on by `now`. */
export function createSecrets(now: () => number = Date.now) {
  const all = new Map<string, Secret>()

  /** As it is by now. */
  function find(id: string): Secret | undefined {
    const secret = all.get(id) ?? [...all.values()].find(({ name }) => arnOf(name) === id)
    if (secret?.until === undefined || now() < secret.until) return secret
    label(secret, 'AWSCURRENT', at(secret, 'AWSPENDING')?.id)
    secret.rotatedAt = secret.until
    delete secret.until
    return secret
  }

  const described = (secret: Secret) => ({
    ARN: arnOf(secret.name),
    Name: secret.name,
    RotationEnabled: secret.rotates ?? false,
    LastRotatedDate: seconds(secret.rotatedAt),
    LastChangedDate: seconds(Math.max(...secret.versions.map(({ at }) => at))),
    DeletedDate: seconds(secret.deletedAt),
    OwningService: secret.owner,
  })

  function put(secret: Secret, id: string, value: string, stages: string[]): Answer {
    const found = secret.versions.find(one => one.id === id)
    if (found && found.value !== value)
      return refuse('ResourceExistsException', `You can't modify existing version ${id}.`)
    if (!found) secret.versions.push({ id, value, at: now(), stages: [] })
    for (const stage of found ? [] : stages) label(secret, stage, id)
    return ok({ ARN: arnOf(secret.name), Name: secret.name, VersionId: id, VersionStages: stages })
  }

  /** What is done to a secret that is there. */
  const of =
    (act: (secret: Secret, input: Input) => Answer) =>
    (input: Input): Answer => {
      const secret = find(input.SecretId)
      return secret ? act(secret, input) : missing()
    }

  const answers: Service['answers'] = {
    GetSecretValue: of((secret, { VersionId, VersionStage = 'AWSCURRENT' }) => {
      const found = VersionId ? secret.versions.find(({ id }) => id === VersionId) : at(secret, VersionStage)
      if (!found) return missing()
      return ok({
        ARN: arnOf(secret.name),
        Name: secret.name,
        VersionId: found.id,
        SecretString: found.value,
        VersionStages: found.stages,
      })
    }),
    DescribeSecret: of(secret =>
      ok({
        ...described(secret),
        VersionIdsToStages: Object.fromEntries(withStages(secret).map(({ id, stages }) => [id, stages])),
      }),
    ),
    ListSecretVersionIds: of(secret =>
      ok({
        ARN: arnOf(secret.name),
        Name: secret.name,
        Versions: withStages(secret).map(({ id, stages, at }) => ({
          VersionId: id,
          VersionStages: stages,
          CreatedDate: seconds(at),
        })),
      }),
    ),
    ListSecrets({ NextToken = '0', MaxResults = 100 }) {
      const names = [...all.keys()]
      const next = Number(NextToken) + MaxResults
      return ok({
        SecretList: names.slice(Number(NextToken), next).map(name => described(find(name)!)),
        ...(next < names.length && { NextToken: `${next}` }),
      })
    },
    PutSecretValue: of((secret, { ClientRequestToken: id, SecretString, VersionStages = ['AWSCURRENT'] }) => {
      if (!/^.{32,64}$/.test(id))
        return refuse('InvalidParameterException', 'ClientRequestToken must have a length between 32 and 64.')
      return put(secret, id, SecretString, VersionStages)
    }),
    UpdateSecretVersionStage: of(
      (secret, { VersionStage: stage, MoveToVersionId: to, RemoveFromVersionId }) => {
        const from = at(secret, stage)?.id
        if (from !== undefined && from !== to && from !== RemoveFromVersionId)
          return refuse(
            'InvalidParameterException',
            `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${from}, so you must explicitly reference that version in RemoveFromVersionId.`,
          )
        if (to !== undefined && !secret.versions.some(({ id }) => id === to)) return missing()
        label(secret, stage, to)
        return ok({ ARN: arnOf(secret.name), Name: secret.name })
      },
    ),
    RotateSecret: of((secret, { ClientRequestToken: id }) => {
      if (!secret.rotates)
        return refuse(
          'InvalidRequestException',
          'No Lambda rotation function ARN is associated with this secret.',
        )
      put(secret, id, randomUUID(), ['AWSPENDING'])
      secret.until ??= now() + rotationMs
      return ok({ ARN: arnOf(secret.name), Name: secret.name, VersionId: id })
    }),
  }

  return {
    answers,
    resource: ({ SecretId = '*' }) => arn('secretsmanager', `secret:${SecretId}`),
    /** Gives a secret a value that is current from then on. */
    set(
      name: string,
      value: string,
      { at = now(), ...more }: Partial<Omit<Secret, 'versions'>> & { at?: number } = {},
    ) {
      const secret = all.get(name) ?? { name, versions: [] }
      const id = randomUUID()
      secret.versions.push({ id, value, at, stages: [] })
      label(secret, 'AWSCURRENT', id)
      all.set(name, Object.assign(secret, more))
    },
    /** Its value that is current, or has another label. */
    get: (id: string, stage = 'AWSCURRENT'): string | undefined => {
      const secret = find(id)
      return secret && at(secret, stage)?.value
    },
    /** The labels of each of its versions, the oldest first. */
    stages: (id: string): string[][] => find(id)?.versions.map(({ stages }) => stages) ?? [],
  } satisfies Service & Record<string, unknown>
}
