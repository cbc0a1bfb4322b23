import type { Section } from '../blocks/help.ts'
import type { Command } from '../src/engine/command.ts'
import { audit } from './audit.ts'
import { cacheCommands } from './cache/index.ts'
import { changeCommands } from './changes.ts'
import { costs } from './costs.ts'
import { databaseCommands } from './db/index.ts'
import { helpOn } from './help.ts'
import { incidentCommands } from './incident/index.ts'
import { lock } from './lock.ts'
import { lookCommands } from './looks.ts'
import { mongoCommands } from './mongo/looks.ts'
import { oncall } from './oncall.ts'
import { parkedCommands } from './parked/index.ts'
import { images, unused } from './review.ts'
import { runbookCommands } from './runbook/index.ts'
import { secretCommands } from './secret/index.ts'
import { securityCommands } from './security.ts'
import { silenceCommands } from './silence/index.ts'
import { unlock } from './unlock.ts'
import { userCommands } from './users.ts'

/** Everything that people can type by what it is for; what is wanted most comes first. */
export const sections: Section<Command>[] = [
  {
    title: 'Incidents',
    about: 'declare, take and end one; who is on call; hide alerts',
    commands: [...incidentCommands, oncall, ...silenceCommands],
  },
  { title: 'Look', about: 'health, logs, metrics, what runs', commands: lookCommands },
  { title: 'Change', about: 'deploy, roll back, scale, restart, and approve it', commands: changeCommands },
  {
    title: 'Databases',
    about: 'queries, connections, snapshots; caches',
    commands: [...databaseCommands, ...mongoCommands, ...cacheCommands],
  },
  { title: 'Runbooks', about: 'find a procedure, run its steps; checklists', commands: runbookCommands },
  {
    title: 'Admin',
    about: 'audit, locks, secrets, costs',
    commands: [
      audit,
      lock,
      unlock,
      ...secretCommands,
      ...securityCommands,
      costs,
      images,
      unused,
      ...userCommands,
      ...parkedCommands,
      helpOn(() => sections),
    ],
  },
]

export const commands: Command[] = sections.flatMap(section => section.commands)

/** What Slack knows as slash commands: `/incident …` is `/belay incident …`. */
export const slashCommands: string[] = ['/belay', '/incident', '/health', '/deploy', '/rollback', '/silence']
