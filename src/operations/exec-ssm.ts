import { UserError } from '../domain/errors.ts'
import { resourceOf } from '../domain/run/resource.ts'
import { filled, type SsmHome } from '../domain/task-settings.ts'
import { callOf } from '../ports/calls/call.ts'
import { sendCommand } from '../ports/calls/ssm.ts'
import type { Machines } from '../ports/machines.ts'
import { accountOf } from './account.ts'
import type { Where } from './operation.ts'

/** By a document of Systems Manager: on one of the machines that carry its tags. */
export async function execBySsm(
  machines: Machines,
  { name, home, values }: { name: string; home: SsmHome; values: Record<string, string> },
  where: Where,
) {
  const { system, environment, settings, service } = where
  const place = accountOf(settings)
  const { document, on, parameters } = home
  const tags = Object.entries(on)
    .map(([key, value]) => `${key} ${value}`)
    .join(' and ')
  const [known, all] = await Promise.all([machines.document(document, place), machines.tagged(on, place)])
  if (!known)
    throw new UserError(`Systems Manager has no document ${document}: correct ${name} in the system file.`)
  if (known.status !== 'Active')
    throw new UserError(`The document ${document} is not ready: Systems Manager calls it ${known.status}.`)
  fits(name, document, Object.keys(parameters), known.parameters)
  const machine = all.find(({ isOnline }) => isOnline)
  if (!machine)
    throw new UserError(
      all.length === 0
        ? `Systems Manager knows no machine with the tag ${tags}: ${name} has nowhere to run.`
        : `No machine with the tag ${tags} answers to Systems Manager just now: ${all.map(({ id }) => id).join(', ')}.`,
    )
  const given = Object.fromEntries(
    Object.entries(parameters).map(([key, text]) => [key, [text].flat().map(one => filled(one, values))]),
  )
  const said = Object.entries(given).map(([key, texts]) => `${key} ${texts.join(' ')}`)
  return {
    now: [`${machine.name} (${machine.id}) is online, one of ${all.length} with the tag ${tags}`],
    calls: [
      callOf(sendCommand, {
        on: document,
        sets: [`on ${machine.id}`, ...said].join(', '),
        params: {
          document,
          version: known.version,
          hash: known.hash,
          machine: machine.id,
          parameters: given,
          ...place,
        },
      }),
    ],
    resources: [resourceOf(system, environment, service!.name)],
  }
}

/** What a document takes, and what the system file gives it. */
function fits(
  name: string,
  document: string,
  given: string[],
  takes: { name: string; isNeeded: boolean }[],
): void {
  const unknown = given.find(one => !takes.some(parameter => parameter.name === one))
  if (unknown !== undefined)
    throw new UserError(
      `${document} takes no ${unknown}, which ${name} gives it: it takes ${takes.map(one => one.name).join(', ') || 'nothing'}. Correct it in the system file.`,
    )
  const missing = takes.find(parameter => parameter.isNeeded && !given.includes(parameter.name))
  if (missing) throw new UserError(`${document} needs ${missing.name}, which ${name} does not give it.`)
}
