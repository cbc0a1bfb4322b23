import { z } from 'zod'
import { lineAt } from './line-at.ts'
import type { Read } from './read.ts'

/** The requests that an environment names. */
export const showRequests: Read = {
  name: 'request',
  input: z.object({}),
  async read(_, where) {
    const all = Object.entries(where.settings.requests ?? {})
    const place = `${where.system.title}, ${where.environment}`
    if (all.length === 0)
      return {
        title: `${place} names no requests`,
        lines: ['`requests` of the environment is where they stand in its system file.'],
      }
    return {
      title: `Requests of ${place}`,
      table: {
        columns: ['Request', 'What it does', 'Where', 'Takes', 'Risk'],
        rows: all.map(([name, { summary, method, url, arguments: takes, risk }]) => [
          name,
          summary,
          `${method} ${url}`,
          Object.keys(takes).join(', '),
          risk,
        ]),
      },
      offers: all
        .filter(([, { arguments: takes }]) => Object.values(takes).every(one => one.default !== undefined))
        .slice(0, 5)
        .map(([name]) => ({ label: name, command: `${lineAt('request', where)} --request ${name}` })),
    }
  },
}
