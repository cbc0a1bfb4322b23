import type { System } from '../../src/domain/system.ts'
import { type SimulatedGithub, shaOf } from './github.ts'

const minute = 60_000

/** What somebody has committed lately, the newest first. */
const commits = [
  { message: 'Retry the payment once', author: 'Ana', minutesAgo: 40 },
  { message: 'Show prices in the reader\u2019s currency', author: 'Ben', minutesAgo: 400 },
  { message: 'Cache the list of plans', author: 'Cara', minutesAgo: 2_900 },
]

/** Every repository and workflow that the systems name. `now` in milliseconds since the epoch. */
export function furnishGithub(github: SimulatedGithub, systems: System[], now: number): void {
  for (const { environments } of systems)
    for (const { services } of Object.values(environments))
      for (const { deploy } of Object.values(services)) {
        if (!deploy?.github) continue
        const { repo, workflow, ref } = deploy.github
        github.set({
          name: repo,
          branches: {
            [ref]: commits.map(({ message, author, minutesAgo }) => ({
              sha: shaOf(`${repo} ${message}`),
              message,
              author,
              at: now - minutesAgo * minute,
            })),
          },
          workflows: {
            [workflow]: {
              name: '\u{1F680} Production Deployment',
              jobs: ['Security scans', 'Build image', 'Deploy to ECS'],
            },
          },
        })
      }
}
