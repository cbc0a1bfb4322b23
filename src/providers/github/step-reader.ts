import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import type { StepReader } from '../../ports/step-reader.ts'
import type { Workflows } from '../../ports/workflows.ts'

const most = { usual: 20, all: 100 }

/** `git log` and `git show` by GitHub's API, of a repository that the system's file names. */
export function createGithubStepReader(
  workflows: Workflows | undefined,
): StepReader<{ repo: string; ref: string }> {
  return async ({ operation, input }, { repo, ref }) => {
    if (!workflows) throw new UserError('Belay has no token for GitHub: GITHUB_TOKEN would be it.')
    const said = refIn(input.names) ?? ref
    if (operation === 'show') {
      const found = await workflows.commit(repo, said)
      if (!found) throw new UserError(`${repo} has no ${said.slice(0, 80)}.`)
      return { text: written(found, input), about: repo }
    }
    if (operation !== 'log') throw new UserError(`Belay does not carry out git ${operation} from a runbook.`)
    const count = Math.min(Number(input.most ?? most.usual) || most.usual, most.all)
    const found = await workflows.commits(repo, said, count)
    return {
      text: found
        .slice(0, count)
        .map(one => written(one, input))
        .join('\n'),
      about: `${said} of ${repo}`,
    }
  }
}

/** `origin/main` is `main` there. */
function refIn(names: Json | undefined): string | undefined {
  const [first] = Array.isArray(names) ? names.map(String) : []
  if (first === undefined || first === 'HEAD') return undefined
  if (first.includes('..'))
    throw new UserError('Belay reads one branch, tag or commit, and no range of them.')
  return first.replace(/^origin\//, '')
}

interface Commit {
  sha: string
  title: string
  by: string
  at: number
}

/** As `--format` or `--oneline` wants it, or with who made it when. */
function written({ sha, title, by, at }: Commit, { format, oneline }: Record<string, Json>): string {
  const fields: Record<string, string> = {
    H: sha,
    h: sha.slice(0, 7),
    s: title,
    an: by,
    ad: iso(at),
    aI: iso(at),
    cd: iso(at),
  }
  if (typeof format === 'string' && format.includes('%'))
    return format
      .replace(/^(?:tformat|format):/, '')
      .replace(/%(H|h|s|an|ad|aI|cd)/g, (_, name: string) => fields[name]!)
  return oneline === true ? `${fields.h} ${title}` : `${fields.h}  ${iso(at)}  ${by}  ${title}`
}

const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')
