import { z } from 'zod'
import type { Cell } from '../domain/reading.ts'
import type { WorkflowRun, Workflows } from '../ports/workflows.ts'
import { lineAt } from './line-at.ts'
import type { Read } from './read.ts'

/** The workflows that an environment names, and how each did last. */
export const showWorkflows = (workflows: Workflows | undefined): Read => ({
  name: 'workflow list',
  input: z.object({}),
  async read(_, where) {
    const all = Object.entries(where.settings.workflows ?? {})
    const place = `${where.system.title}, ${where.environment}`
    if (all.length === 0)
      return {
        title: `${place} names no workflows`,
        lines: ['`workflows` of the environment is where they stand in its system file.'],
      }
    const last = await Promise.all(all.map(([, { repo, workflow }]) => workflows?.runs(repo, workflow, 1)))
    return {
      title: `Workflows of ${place}`,
      table: {
        columns: ['Workflow', 'What it does', 'Takes', 'Risk', 'Last', 'Since'],
        rows: all.map(([name, { summary, arguments: takes, risk }], i) => {
          const [run] = last[i] ?? []
          return [
            name,
            summary,
            Object.keys(takes).join(', '),
            risk,
            became(run),
            run ? { at: run.createdAt } : '',
          ]
        }),
      },
      offers: all
        .filter(([, { arguments: takes }]) => Object.values(takes).every(one => one.default !== undefined))
        .slice(0, 5)
        .map(([name]) => ({ label: name, command: `${lineAt('workflow run', where)} --workflow ${name}` })),
    }
  },
})

const became = (run: WorkflowRun | undefined): Cell =>
  run === undefined ? '' : { label: run.conclusion ?? run.status.replace('_', ' '), url: run.url }
