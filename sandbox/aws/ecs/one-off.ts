import { type Answer, ok, refuse } from '../answer.ts'
import type { LogEvent } from '../logs.ts'
import { type Definitions, definitionArn, streamOf } from './definitions.ts'
import { clusterArn, shortName, taskArn } from './world.ts'

/** What a command does in here: what it prints, how long it takes in milliseconds, and how it ends. */
export interface Outcome {
  prints: string[]
  takesMs?: number
  exit?: number
}

interface OneOff {
  arn: string
  cluster: string
  definition: string
  container: string
  command: string[]
  startedBy: string
  token: string
  startedAt: number
  outcome: Required<Outcome>
  stoppedAt?: number
}

// biome-ignore lint/suspicious/noExplicitAny: each action reads the fields that it has
type Input = any

/** Tasks that belong to no service: each runs its command and stops. */
export function createOneOffs(
  now: () => number,
  definitions: Definitions,
  write: (group: string, stream: string, ...events: LogEvent[]) => void,
) {
  const all: OneOff[] = []
  let outcomes: (command: string[]) => Outcome = ([program = ''] = []) => ({ prints: [`${program}: done`] })

  function settle(): void {
    for (const task of all)
      if (task.stoppedAt === undefined && now() >= task.startedAt + task.outcome.takesMs)
        task.stoppedAt = now()
  }

  function print({ arn, definition, container, outcome, startedAt }: OneOff): void {
    const to = streamOf(definitions.find(definition), container, shortName(arn))
    const events = outcome.prints.map((message, i) => ({ at: startedAt + i, message }))
    if (to) write(to.group, to.stream, ...events)
  }

  const answers: Record<string, (input: Input) => Answer> = {
    RunTask({ cluster = 'default', taskDefinition = '', overrides, startedBy = '', clientToken = '' }) {
      const known = all.find(({ token }) => token === clientToken && token !== '')
      if (known) return ok({ tasks: [described(known)], failures: [] })
      const definition = definitions.find(taskDefinition)
      if (!definition) return refuse('ClientException', 'TaskDefinition not found.')
      const [{ name = '', command = [] } = {}] = overrides?.containerOverrides ?? []
      const { prints, takesMs = 5_000, exit = 0 } = outcomes(command)
      const task: OneOff = {
        arn: taskArn(shortName(cluster), 'one-off', all.length),
        cluster: shortName(cluster),
        definition: definitionArn(definition),
        container: name,
        command,
        startedBy,
        token: clientToken,
        startedAt: now(),
        outcome: { prints, takesMs, exit },
      }
      all.push(task)
      print(task)
      return ok({ tasks: [described(task)], failures: [] })
    },

    ListTasks({ cluster = 'default', startedBy, desiredStatus = 'RUNNING' }) {
      settle()
      const found = all.filter(
        task =>
          task.cluster === shortName(cluster) &&
          task.startedBy === startedBy &&
          (desiredStatus === 'STOPPED') === (task.stoppedAt !== undefined),
      )
      return ok({ taskArns: found.map(({ arn }) => arn) })
    },

    StopTask({ task }) {
      const found = all.find(({ arn }) => arn === task)!
      found.stoppedAt ??= now()
      found.outcome.exit = 143
      return ok({ task: described(found) })
    },
  }

  return {
    answers,
    has: (arn: unknown): boolean => all.some(task => task.arn === arn),
    described(arns: string[]) {
      settle()
      return all.filter(({ arn }) => arns.includes(arn)).map(described)
    },
    /** What commands do from now on. */
    script: (outcome: (command: string[]) => Outcome): void => void (outcomes = outcome),
    /** Commands that were run, oldest first. */
    commands: (): string[][] => all.map(({ command }) => command),
  }
}

function described({
  arn,
  cluster,
  definition,
  container,
  startedBy,
  startedAt,
  stoppedAt,
  outcome,
}: OneOff) {
  const isOver = stoppedAt !== undefined
  return {
    taskArn: arn,
    clusterArn: clusterArn(cluster),
    taskDefinitionArn: definition,
    startedBy,
    startedAt: startedAt / 1000,
    lastStatus: isOver ? 'STOPPED' : 'RUNNING',
    desiredStatus: isOver ? 'STOPPED' : 'RUNNING',
    ...(isOver && { stoppedAt: stoppedAt / 1000, stoppedReason: 'Essential container in task exited' }),
    containers: [
      {
        name: container,
        lastStatus: isOver ? 'STOPPED' : 'RUNNING',
        ...(isOver && { exitCode: outcome.exit }),
      },
    ],
  }
}
