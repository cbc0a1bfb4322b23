/** Times are milliseconds since the epoch. */
interface Version {
  id: string
  value: string
  at: number
  stages: string[]
}

export interface Secret {
  name: string
  versions: Version[]
  /** Somebody has set up a function that rotates it. */
  rotates?: boolean
  rotatedAt?: number
  /** When a rotation that goes on is over. */
  until?: number
  owner?: string
  deletedAt?: number
}

/** The version that has a label. */
export const at = ({ versions }: Secret, stage: string) =>
  versions.find(({ stages }) => stages.includes(stage))

/** Has a label, and takes it from whichever version had it; what was current is previous then. */
export function label(secret: Secret, stage: string, id: string | undefined): void {
  const before = at(secret, stage)
  for (const one of secret.versions) one.stages = one.stages.filter(label => label !== stage)
  secret.versions.find(one => one.id === id)?.stages.push(stage)
  if (stage === 'AWSCURRENT' && before && before.id !== id) label(secret, 'AWSPREVIOUS', before.id)
}

/** The versions that are still reached by a label. */
export const withStages = (secret: Secret) => secret.versions.filter(({ stages }) => stages.length > 0)
