import { literal, shown, spaced } from '../text.ts'
import { byHand, type Family } from './family.ts'
import { taskOf } from './task.ts'

/** What is a team's own: its scripts, the targets of its build, the console of its application. */
export const tasks: Family = {
  names: [
    'npm',
    'npx',
    'yarn',
    'pnpm',
    'php',
    'python',
    'python3',
    'node',
    'make',
    'rails',
    'bundle',
    'rake',
    'alembic',
    'mongorestore',
    'mongodump',
    'pg_dump',
    'pg_restore',
    'pg_isready',
  ],
  judge({ words }) {
    const said = shown(spaced(words))
    if (/^node\s+--(?:inspect|prof)/.test(said))
      return byHand('it starts a debugger or a profiler, which somebody sits at', 'change')
    if (/^(?:npm|yarn|pnpm)(?: run)? (?:monitor|(?:dev|start|watch|serve|storybook)(?::\S+)?)$/.test(said))
      return byHand('it goes on for as long as somebody watches', 'read')
    if (/^(?:npm|yarn|pnpm|bundle) (?:install|ci|i|add)\b/.test(said))
      return byHand('it sets up a working copy on your machine', 'change')
    if (words.length === 1) return byHand('it opens a session that somebody sits at', 'change')
    return taskOf(words, undefined)
  },
}

/** `./scripts/health-check.sh` */
export const isScript = (name: string): boolean => /^\.{0,2}\/|\.(?:sh|py|rb|js|php|pl)$/.test(name)

export const scripts: Family = {
  names: [],
  judge: ({ words }) =>
    literal(words[0]) === undefined
      ? byHand('which command it is, stands nowhere')
      : taskOf(words, undefined),
}
