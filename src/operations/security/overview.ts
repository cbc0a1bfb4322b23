import { z } from 'zod'
import { OutsideError } from '../../domain/errors.ts'
import type { Reading } from '../../domain/reading.ts'
import { lineAt } from '../line-at.ts'
import type { Where } from '../operation.ts'
import type { Read } from '../read.ts'
import { again, regionOf } from './places.ts'

const input = z.object({ days: z.int() })
type Input = z.infer<typeof input>

/** What each audit finds, in a line; what AWS does not tell of one keeps nobody from the others. */
export const security = (audits: Read<Input>[]): Read<Input> => ({
  name: 'security',
  input,
  async read({ days }, where) {
    const found = await Promise.all(audits.map(one => tried(one, { days }, where)))
    const isFine = found.every(({ state }) => state === 'fine')
    const open = found.filter(({ state }) => state !== 'fine').length
    const place = { system: where.system, environment: where.environment }
    return {
      state: isFine ? 'fine' : 'unsettled',
      title: `Security of ${regionOf(where)}: ${isFine ? 'nothing stands out' : `${open} of ${found.length} want a look`}`,
      lines: found.map(({ title }) => title),
      offers: [
        ...audits.map(({ name }) => ({
          label: labels[name] ?? name,
          command: `${lineAt(name, place)}${name === 'security groups' ? '' : ` --days ${days}`}`,
        })),
        again('security', where, days),
      ],
    }
  },
})

const labels: Record<string, string> = {
  'security groups': 'Groups',
  'security secrets': 'Secrets',
  'security roles': 'Roles',
}

async function tried(audit: Read<Input>, input: Input, where: Where): Promise<Reading> {
  try {
    return await audit.read(input, where)
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error
    return { state: 'unsettled', title: error.message }
  }
}
