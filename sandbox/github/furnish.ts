import type { System } from '../../src/domain/system.ts'
import { committed, deployed } from '../aws/cloudformation/demo.ts'
import { type SimulatedGithub, shaOf } from './github.ts'

const minute = 60_000

/** What somebody has committed lately, the newest first. */
const commits = [
  { message: 'Retry the payment once', author: 'Ana', minutesAgo: 40 },
  { message: 'Show prices in the reader\u2019s currency', author: 'Ben', minutesAgo: 400 },
  { message: 'Cache the list of plans', author: 'Cara', minutesAgo: 2_900 },
]

/** The jobs of a workflow by what is in its name. */
const jobs = (workflow: string): string[] =>
  /deploy/.test(workflow) ? ['Security scans', 'Build image', 'Deploy to ECS'] : ['Check out', 'Run it']

/** Every repository and workflow that the systems name. `now` in milliseconds since the epoch. */
export function furnishGithub(github: SimulatedGithub, systems: System[], now: number): void {
  const named = systems
    .flatMap(({ environments }) => Object.values(environments))
    .flatMap(({ services, workflows = {}, stacks = {} }) => [
      ...Object.values(services).flatMap(({ deploy }) => [
        ...(deploy?.github ? [deploy.github] : []),
        ...(deploy?.tag ? [{ ...deploy.tag, onTags: true }] : []),
      ]),
      ...Object.values(workflows),
      ...Object.values(stacks).flatMap(({ template }) => ('repo' in template ? [template] : [])),
    ])
  for (const repo of new Set(named.map(({ repo }) => repo))) {
    const own = named.filter(one => one.repo === repo)
    github.set({
      name: repo,
      branches: Object.fromEntries(
        own.map(({ ref }) => [
          ref,
          commits.map(({ message, author, minutesAgo }) => ({
            sha: shaOf(`${repo} ${message}`),
            message,
            author,
            at: now - minutesAgo * minute,
          })),
        ]),
      ),
      tags: own.some(one => 'onTags' in one) ? { 'v1.2.2': shaOf(`${repo} ${commits.at(-1)!.message}`) } : {},
      files: Object.fromEntries(
        own.flatMap(one => ('path' in one ? [[one.path, [committed, deployed]]] : [])),
      ),
      workflows: Object.fromEntries(
        own.flatMap(one =>
          'workflow' in one
            ? [
                [
                  one.workflow,
                  { name: titleOf(one.workflow), jobs: jobs(one.workflow), onTags: 'onTags' in one },
                ],
              ]
            : [],
        ),
      ),
    })
  }
}

/** `production-deployment.yml` as people see it. */
const titleOf = (workflow: string): string =>
  workflow === 'production-deployment.yml'
    ? '\u{1F680} Production Deployment'
    : workflow.replace(/\.ya?ml$/, '').replaceAll('-', ' ')
