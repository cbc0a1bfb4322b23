import { refusal } from '../../blocks/refusal.ts'
import type { System } from '../../src/domain/system.ts'
import type { Call, Command } from '../../src/engine/command.ts'
import { lineOf } from '../../src/engine/line.ts'
import type { Reply } from '../../src/ports/invocation.ts'
import type { AsCommand, Outcome } from '../../src/runbook/steps.ts'
import { exec } from '../exec.ts'
import { toPerson } from '../reply.ts'
import { runWorkflow } from '../workflow/run.ts'

type Asked = Call<{ incident?: string | undefined }> & { system: System; environment: string }

/** What asks for a change of a step, once for each thing that it is made to. What only reads by the system's file is run at once. */
export async function asking(
  call: Asked,
  { commands, found }: Extract<Outcome, { is: 'change' }>,
  step: string,
): Promise<Reply> {
  const { incident } = call.args
  const [first, ...others] = commands
  if (first && others.length === 0) {
    const reads = readingCommand(first, call, step)
    if (reads) return reads()
  }
  const said =
    commands.length > 1
      ? `This changes ${commands.length} things. Each is planned, and asked for by itself:`
      : found.length > 0 && commands.length === 0
        ? 'There is nothing to change: what it is done for each of, is not in the system file.'
        : 'This changes something. It is planned, and asked for like any change:'
  return toPerson(
    refusal(
      said,
      commands.map(({ name, options }) => ({
        label: labelOf(name, options),
        command: lineOf(name, { ...options, incident, step }),
      })),
    ),
  )
}

/** Tasks and workflows may only read: their system's file says so. */
const own: Record<string, Command> = { exec, 'workflow run': runWorkflow }

function readingCommand(
  { name, options }: AsCommand,
  call: Asked,
  step: string,
): (() => Promise<Reply>) | undefined {
  const command = own[name]
  if (command?.about !== 'system') return undefined
  const { system: _, environment: __, ...given } = options
  const { incident } = call.args
  const args = command.args.parse({ ...given, step, ...(incident !== undefined && { incident }) })
  return command.takes?.(args, call) === 'responders' ? () => command.run({ ...call, args }) : undefined
}

/** What is asked for, and on what: the first of these that it has. */
const labelOf = (name: string, options: AsCommand['options']): string => {
  const { service, database, cache, stack, secret, task, workflow, tables, pattern, parameter, to } = options
  const about = [
    service ?? database ?? cache ?? stack ?? secret,
    task ?? workflow ?? tables ?? pattern ?? parameter ?? (secret && to),
  ]
  return [name, ...about].filter(one => one !== undefined).join(' ')
}
