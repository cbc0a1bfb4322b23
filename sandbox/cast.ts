import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { pagerdutyServices } from '../src/domain/routing.ts'
import type { System } from '../src/domain/system.ts'
import type { Seed as PagerDutySeed } from './pagerduty/world.ts'
import type { Bot, Group, Seed as SlackSeed } from './slack/seed.ts'

/** Who one can be in the sandbox. */
export const people = {
  ana: { id: 'U0ANA', name: 'Ana', title: 'on call' },
  ben: { id: 'U0BEN', name: 'Ben', title: 'team lead, approves' },
  cara: { id: 'U0CARA', name: 'Cara', title: 'CTO' },
  dan: { id: 'U0DAN', name: 'Dan', title: 'bystander, no rights' },
} as const

type Name = keyof typeof people

/** The systems as a visitor meets them: LearnBot first, whose night the tour tells; others follow by their names. */
export function inOrder(systems: System[]): System[] {
  const met = ['travelbot', 'learnbot']
  return [...systems].sort((a, b) => met.indexOf(b.system) - met.indexOf(a.system))
}

const emailOf = (name: Name): string => `${name}@example.com`

/** The parts of manifest.yml that decide what the app may do in a workspace. */
interface Manifest {
  display_information: { name: string }
  features: {
    slash_commands: { command: string; description: string; usage_hint: string }[]
    shortcuts: { name: string; callback_id: string }[]
  }
  oauth_config: { scopes: { bot: string[] } }
  settings: { event_subscriptions: { bot_events: string[] } }
}

function bot(): Bot {
  const manifest = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8')) as Manifest
  return {
    userId: 'U0BELAY',
    botId: 'B0BELAY',
    appId: 'A0BELAY',
    name: manifest.display_information.name,
    scopes: manifest.oauth_config.scopes.bot,
    commands: manifest.features.slash_commands.map(({ command, description, usage_hint }) => ({
      command,
      description,
      usageHint: usage_hint,
    })),
    shortcuts: manifest.features.shortcuts.map(({ name, callback_id }) => ({
      name,
      callbackId: callback_id,
    })),
    events: manifest.settings.event_subscriptions.bot_events,
  }
}

/** Whom a person or group of a system file is played by: who responds, who approves, and above them the CTO. */
function playedBy(system: System, person: string): Name {
  if (!person.startsWith('@') || person.endsWith('-cto')) return 'cara'
  return system.people.responders.includes(person) ? 'ana' : 'ben'
}

function mentioned({ people, escalation }: System): string[] {
  return [
    ...people.responders,
    ...people.operators,
    ...people.approvers,
    ...escalation.flatMap(level => level.notify),
  ]
}

/** A workspace in which everybody and every channel that the systems name is there; `zone`: the one in which all live. */
export function slackSeed(systems: System[], zone = 'UTC'): SlackSeed {
  const all = systems.flatMap(system => mentioned(system).map(person => ({ system, person })))
  const emails = all.map(({ person }) => person).filter(person => !person.startsWith('@'))
  const handles = new Map(all.filter(({ person }) => person.startsWith('@')).map(one => [one.person, one]))
  const channels = new Set(
    systems.flatMap(({ environments, audit }) => [
      ...Object.values(environments).map(({ channel }) => channel),
      ...(audit ? [audit.channel] : []),
    ]),
  )
  const everybody = Object.values(people).map(({ id }) => id as string)
  return {
    team: { id: 'T0BELAY', name: 'Belay sandbox', domain: 'sandbox' },
    bot: bot(),
    people: (Object.keys(people) as Name[]).map(name => ({
      ...people[name],
      tz: zone,
      email: name === 'cara' ? (emails[0] ?? emailOf('cara')) : emailOf(name),
    })),
    channels: [
      ...[...channels].map((name, i) => ({
        id: `C0ALERTS${i}`,
        name: name.replace('#', ''),
        members: [...everybody, 'U0BELAY'],
      })),
      { id: 'C0GENERAL', name: 'general', members: everybody },
    ],
    groups: [...handles.values()].map(
      ({ system, person }, i): Group => ({
        id: `S0GROUP${i}`,
        handle: person.slice(1),
        name: person.slice(1),
        users: [people[playedBy(system, person)].id],
      }),
    ),
  }
}

/** A PagerDuty account with the services that the systems list, and policies like their ladders. */
export function pagerdutySeed(systems: System[], slack: SlackSeed): PagerDutySeed {
  const pagerdutyId = (name: Name) => `P0${name.toUpperCase()}`
  const names = Object.keys(people) as Name[]
  return {
    users: names.map(name => ({
      id: pagerdutyId(name),
      name: people[name].name,
      email: slack.people.find(({ id }) => id === people[name].id)?.email ?? emailOf(name),
    })),
    policies: systems.map(system => ({
      id: `PP${system.system.toUpperCase().replaceAll('-', '')}`,
      name: `${system.title} policy`,
      levels: system.escalation.map(({ notify }) => ({
        users: [...new Set(notify.map(person => pagerdutyId(playedBy(system, person))))],
        delayMs: 1_800_000,
      })),
    })),
    services: systems.flatMap(system =>
      pagerdutyServices(system).map(id => ({
        id,
        name: `${system.title} ${id}`,
        policy: `PP${system.system.toUpperCase().replaceAll('-', '')}`,
      })),
    ),
    priorities: ['P1', 'P2', 'P3', 'P4'].map(name => ({ id: `PRIO${name}`, name })),
  }
}
