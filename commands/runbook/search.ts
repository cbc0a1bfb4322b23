import { z } from 'zod'
import { procedureList } from '../../blocks/procedure.ts'
import { counted } from '../../src/domain/counted.ts'
import { type Command, systemCommand } from '../../src/engine/command.ts'
import { lineOf } from '../../src/engine/line.ts'
import type { Volume } from '../../src/runbook/library.ts'
import { shortName } from '../../src/runbook/procedure.ts'
import type { Found } from '../../src/runbook/search.ts'
import { incidentOf } from '../about.ts'
import { toReaders } from '../reply.ts'
import { procedureCard } from './card.ts'
import { notUnderstood } from './not-understood.ts'
import { volumeOf } from './volume.ts'

const most = 5

export const runbook: Command = systemCommand({
  name: 'runbook',
  summary: 'Find what the runbook says',
  more: 'By words, or what fits the incident of the thread.',
  example: 'runbook database connections',
  args: z.object({
    words: z.string().trim().max(200).default(''),
    incident: z.string().describe('an incident').optional(),
  }),
  rest: 'words',
  short: true,
  permission: 'responders',
  async run(call) {
    const { args, system, environment, invocation, faces } = call
    const volume = await volumeOf(system, faces)
    const incident = await incidentOf(call)
    const found =
      args.words !== ''
        ? volume.search.byWords(args.words)
        : incident
          ? volume.search.byAlert(incident.title)
          : []
    const missing = found.length === 0 ? [] : volume.search.missing(args.words)
    const nowhere =
      missing.length === 0 ? '' : `nothing in it says ${missing.map(word => `"${word}"`).join(' or ')}`
    const place = { system: system.system, environment, ...(incident && { incident: incident.id }) }
    const [best, ...others] = found
    if (best && (incident || isClear(found, args.words))) {
      const where = { system, environment, incident }
      const message = await procedureCard(volume, best.procedure, where, {
        why: [best.why, nowhere].filter(part => part !== '').join(' · '),
        faces,
      })
      const all = { ...message, blocks: [...message.blocks, ...listOf(volume, others, place)] }
      return toReaders(invocation, all)
    }
    const message =
      found.length > 0
        ? procedureList(
            `The runbook of ${system.title} on "${args.words}"${nowhere === '' ? '' : `: ${nowhere}`}`,
            found
              .slice(0, most)
              .map(one => ({ path: one.procedure.path, why: one.why, command: open(volume, one, place) })),
          )
        : procedureList(
            args.words === ''
              ? `What the runbook of ${system.title} has`
              : `The runbook of ${system.title} says nothing of "${args.words}"`,
            sections(volume.runbook.procedures).map(procedure => ({
              path: procedure.path,
              why: counted(
                procedure.parts.reduce((sum, { steps }) => sum + steps.length, 0),
                'step',
              ),
              command: open(volume, { procedure }, place),
            })),
            notUnderstood(volume),
          )
    return toReaders(invocation, message)
  },
})

/** The only one there is, or one that is named in full, is shown at once. */
const isClear = ([best, next]: Found[], words: string): boolean =>
  next === undefined || best?.procedure.path.at(-1)?.toLowerCase() === words.toLowerCase()

/** A choice of a menu has little room. */
const open = (
  volume: Volume,
  { procedure }: Pick<Found, 'procedure'>,
  place: Record<string, string>,
): string => lineOf('runbook show', { procedure: shortName(volume, procedure), ...place })

/** What else there may be, as buttons below the best. */
function listOf(volume: Volume, others: Found[], place: Record<string, string>) {
  if (others.length === 0) return []
  return procedureList(
    'Or one of these',
    others
      .slice(0, 3)
      .map(one => ({ path: one.procedure.path, why: one.why, command: open(volume, one, place) })),
  ).blocks
}

/** The procedures that have something to do, as many as a menu of Slack's has room for. */
const sections = <P extends { parts: { steps: unknown[] }[] }>(procedures: P[]): P[] =>
  procedures.filter(({ parts }) => parts.some(({ steps }) => steps.length > 0)).slice(0, 100)
