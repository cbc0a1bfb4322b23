import type { Text } from '../../domain/runbook/line.ts'
import type { Tree } from '../../domain/runbook/verdict.ts'
import { literal, shown } from '../text.ts'

type Doubt = (input: Record<string, Tree>) => string | undefined

/** What AWS will most likely refuse though its types let it through, and what would be right; by command. */
const doubts: Record<string, Doubt> = {
  'logs filter-log-events': ({ filterPattern }) => {
    const [, field, sign, value] = fieldOf.exec(shown((filterPattern as Text | undefined) ?? [])) ?? []
    return (
      value && `AWS refuses this filter: { $.${field} ${sign === ':' ? '=' : sign} ${value} } would be right`
    )
  },
  'ecs describe-task-definition': ({ taskDefinition }) => {
    const family = /^(.*):latest$/i.exec(literal(taskDefinition as Text | undefined) ?? '')?.[1]
    return family && `AWS refuses "latest" as a revision: --task-definition ${family} is the latest`
  },
}

/** `"request_id":"42"`, `"duration_ms" > 2000` */
const fieldOf = /^"([\w.]+)"\s*(:|[<>]=?|!?=)\s*("[^"]*"|[\w.-]+)$/

export function doubtsOf(command: string, input: Record<string, Tree>): string[] {
  const doubt = doubts[command]?.(input)
  return doubt === undefined ? [] : [doubt]
}
