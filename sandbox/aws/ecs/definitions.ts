import { arn } from '../answer.ts'

export interface Container {
  name: string
  image: string
  [field: string]: unknown
}

/** A revision of a task definition, with whatever was given when it was registered. */
export interface Definition {
  family: string
  revision: number
  containerDefinitions: Container[]
  tags: { key: string; value: string }[]
  /** Milliseconds since the epoch. */
  registeredAt: number
  registeredBy: string
  [field: string]: unknown
}

export const definitionArn = ({ family, revision }: Pick<Definition, 'family' | 'revision'>) =>
  arn('ecs', `task-definition/${family}:${revision}`)

/** Where a task's container writes its log, if it does. */
export function streamOf(definition: Definition | undefined, container: string, task: string) {
  const { options = {}, logDriver } = (definition?.containerDefinitions.find(({ name }) => name === container)
    ?.logConfiguration ?? {}) as { logDriver?: string; options?: Record<string, string> }
  if (logDriver !== 'awslogs') return undefined
  return {
    group: options['awslogs-group'] ?? '',
    stream: `${options['awslogs-stream-prefix']}/${container}/${task}`,
  }
}

/** The task definitions of an account, by family; revisions count from 1. */
export function createDefinitions(now: () => number) {
  const families = new Map<string, Definition[]>()
  const revisionsOf = (family: string): Definition[] => families.get(family) ?? []

  return {
    register(
      given: { family: string; containerDefinitions?: Container[] } & Partial<Definition>,
    ): Definition {
      const known = revisionsOf(given.family)
      const definition: Definition = {
        containerDefinitions: [],
        tags: [],
        registeredAt: now(),
        registeredBy: arn('sts', 'assumed-role/deployer/ci').replace(/us-east-1/, ''),
        ...given,
        revision: given.revision ?? (known.at(-1)?.revision ?? 0) + 1,
      }
      families.set(given.family, [...known, definition])
      return definition
    },
    /** By ARN, `family:revision`, or the family alone, which means its latest. */
    find(name: string): Definition | undefined {
      const [family = '', revision] = name.slice(name.lastIndexOf('/') + 1).split(':')
      const all = revisionsOf(family)
      return revision === undefined ? all.at(-1) : all.find(one => one.revision === Number(revision))
    },
    /** Newest first. */
    of: (family: string): Definition[] => [...revisionsOf(family)].reverse(),
  }
}
export type Definitions = ReturnType<typeof createDefinitions>
