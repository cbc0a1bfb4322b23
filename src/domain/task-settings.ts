import { z } from 'zod'
import { Backups } from './backups.ts'
import { risks } from './run/plan.ts'
import { Pattern, Text } from './setting.ts'

export const TaskName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9:-]*$/, 'expected lower-case letters, digits, dashes and colons')

const blank = /\{([a-z][a-z0-9-]*)\}/g
/** The blanks in a command: `pattern` of `npm run cache:clear {pattern}`. */
export const blanksOf = (command: string[]): string[] => [
  ...new Set(command.flatMap(part => [...part.matchAll(blank)].map(([, name = '']) => name))),
]

/**
 * What may be filled in: all of it has to match `matches`; without a `default` it has to be given. `example` is what
 * people are told it looks like.
 */
export const Argument = z
  .strictObject({
    matches: Pattern,
    default: z.string().optional(),
    example: z.string().optional(),
  })
  .refine(({ matches, example }) => example === undefined || fits(matches, example), {
    error: 'expected an example that matches',
    path: ['example'],
  })
export type Argument = z.infer<typeof Argument>

/** Whether it is all of what the pattern wants. */
export const fits = (matches: string, value: string): boolean => new RegExp(`^(?:${matches})$`).test(value)

/** Each blank is one of the arguments, and each of those is a blank. */
export function argumentsFit(
  blanks: string[],
  given: Record<string, Argument>,
  has: string,
  ctx: z.core.$RefinementCtx,
): void {
  for (const name of blanks.filter(one => !Object.hasOwn(given, one)))
    ctx.addIssue({
      code: 'custom',
      path: ['arguments'],
      message: `expected \`${name}\`, which ${has} as a blank: ${name}: { matches: … }`,
    })
  for (const name of Object.keys(given).filter(one => !blanks.includes(one)))
    ctx.addIssue({
      code: 'custom',
      path: ['arguments', name],
      message: `expected a name that ${has} as a blank, as in "{${name}}"`,
    })
}

/**
 * A document of AWS Systems Manager with what it is given, and the tags of the machines on one of which it runs. What a
 * shell reads takes no blanks: a document of the team's own has parameters for them.
 */
const SsmHome = z
  .strictObject({
    document: z.string().regex(/^[\w.:/-]{3,200}$/, 'expected the name of a document of Systems Manager'),
    on: z
      .record(Text, Text)
      .refine(
        tags => Object.keys(tags).length > 0,
        'expected a tag of the machines that it may run on, as in { Role: bastion }',
      ),
    parameters: z.record(Text, z.union([z.string(), z.array(z.string())])).default({}),
  })
  .refine(
    ({ document, parameters }) =>
      !/^AWS-Run(?:Shell|PowerShell)Script$/.test(document) ||
      blanksOf(Object.values(parameters).flat()).length === 0,
    'expected no blanks in what a shell reads: a document of your own takes them as its parameters',
  )
export type SsmHome = z.infer<typeof SsmHome>

/**
 * Something that is run in a container like the service's own. The command is a list of arguments, handed over as it
 * stands: no shell reads it.
 */
export const Task = z
  .strictObject({
    summary: Text,
    /** Without one, what the task definition has. */
    command: z.array(Text).default([]),
    risk: z.enum(risks).default('change'),
    arguments: z.record(z.string(), Argument).default({}),
    /** It lists backups: how they are to be. */
    backups: Backups.optional(),
    /** ECS: another task definition than the service runs, and which of its containers the command is for. */
    taskDefinition: Text.optional(),
    container: Text.optional(),
    /** On a machine instead, by a document of AWS Systems Manager. */
    ssm: SsmHome.optional(),
  })
  .refine(({ command, taskDefinition, ssm }) => ssm || command.length > 0 || taskDefinition !== undefined, {
    error: 'expected a command, a taskDefinition that has one, or ssm: a document that does it',
    path: ['command'],
  })
  .refine(
    ({ command, taskDefinition, container, ssm }) =>
      !ssm || (command.length === 0 && !taskDefinition && !container),
    {
      error: 'expected ssm alone: its document says what is run, and where',
      path: ['ssm'],
    },
  )
  .superRefine((task, ctx) =>
    argumentsFit(taskBlanks(task), task.arguments, task.ssm ? 'a parameter has' : 'the command has', ctx),
  )
export type Task = z.infer<typeof Task>

/** The blanks of a task, wherever it has them. */
export const taskBlanks = ({ command, ssm }: { command: string[]; ssm?: SsmHome | undefined }): string[] =>
  blanksOf([...command, ...Object.values(ssm?.parameters ?? {}).flat()])

/** A text with its blanks filled in. */
export const filled = (text: string, values: Record<string, string>): string =>
  text.replace(blank, (_, name: string) => values[name] ?? '')

/** The command with its blanks filled in, each within its own argument. */
export const filledCommand = ({ command }: Task, values: Record<string, string>): string[] =>
  command.map(part => filled(part, values))
