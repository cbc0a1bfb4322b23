import { aws } from './aws.ts'
import { curl } from './curl.ts'
import { docker, dockerCompose } from './docker.ts'
import type { Family } from './family.ts'
import { git } from './git.ts'
import { kubectl } from './kubectl.ts'
import { mongosh } from './mongosh.ts'
import { otherDatabases } from './other-databases.ts'
import { psql } from './psql.ts'
import { redisCli } from './redis.ts'
import { tasks } from './tasks.ts'
import { made, values } from './values.ts'

/** Every command that Belay reads: one more is a file and a line here. */
const families: Family[] = [
  aws,
  kubectl,
  docker,
  dockerCompose,
  curl,
  redisCli,
  psql,
  mongosh,
  otherDatabases,
  tasks,
  git,
  values,
  made,
]

const byName = new Map(families.flatMap(family => family.names.map(name => [name, family])))

export const familyOf = (name: string): Family | undefined => byName.get(name)
export const commandNames = (): IterableIterator<string> => byName.keys()
