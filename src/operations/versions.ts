import { inWords } from '../domain/duration.ts'
import type { System } from '../domain/system.ts'
import type { Workflows } from '../ports/workflows.ts'
import { lastSucceeded, lookedBack } from './dispatch.ts'
import type { Where } from './operation.ts'
import type { Platform } from './platform.ts'
import { remembered } from './revisions.ts'
import type { Before, Version } from './version.ts'

/** What can be chosen from when somebody deploys or goes back. */
export interface Versions {
  /** Versions that were deployed or committed lately, the latest first; the one that runs now is marked. */
  of(system: System, environment: string, service: string | undefined): Promise<Version[]>
  before(system: System, environment: string, service: string): Promise<Before>
}

export function createVersions(
  platforms: Platform[],
  workflows: Workflows | undefined,
  now: () => number,
): Versions {
  const on = ({ service }: Where) => platforms.find(({ has }) => has(service!.settings))

  return {
    async of(system, environment, name) {
      const where = placeOf(system, environment, name)
      const how = where?.service?.settings.deploy
      if (!where || !how) return []
      if (how.tag) {
        const tags = (await workflows?.tags(how.tag.repo)) ?? []
        const known = how.ecs
          ? ((await on(where)?.versions(where)) ?? [])
          : tags.slice(0, remembered).map(value => ({ value, name: value, facts: [] }))
        return [...next(tags, how.tag.ref), ...known]
      }
      if (!how.github) return (await on(where)?.versions(where)) ?? []
      const { repo, ref, workflow } = how.github
      const [commits = [], runs = []] = await Promise.all([
        workflows?.commits(repo, ref, remembered),
        workflows?.runs(repo, workflow, lookedBack),
      ])
      const last = lastSucceeded(runs)
      return commits.map(({ sha, title, by, at }) => {
        const isLast = sha === last?.sha
        const facts = [title, ...(isLast ? ['deployed last'] : []), `${inWords(now() - at)} ago`, by]
        return { value: sha, name: sha.slice(0, 7), facts }
      })
    },

    async before(system, environment, name) {
      const where = placeOf(system, environment, name)
      return (where && (await on(where)?.before(where))) ?? { earlier: [] }
    },
  }
}

/** The tag after the highest there is. */
function next([highest]: string[], ref: string): Version[] {
  const [, before, number] = /^(.*?)(\d+)$/.exec(highest ?? '') ?? []
  if (number === undefined) return []
  const value = `${before}${Number(number) + 1}`
  const facts = [`a new tag after ${highest}, at the head of ${ref}`]
  return [{ value, name: value, facts, suggested: true }]
}

function placeOf(system: System, environment: string, name: string | undefined): Where | undefined {
  const settings = system.environments[environment]
  const own = name === undefined ? undefined : settings?.services[name]
  return settings && own && { system, environment, settings, service: { name: name!, settings: own } }
}
