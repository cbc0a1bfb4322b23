/** Somebody of the simulated workspace. */
export interface Person {
  id: string
  name: string
  email?: string
  /** IANA time zone; UTC when absent. */
  tz?: string
  /** What they are to the team, shown where one chooses whom to be. */
  title?: string
  deleted?: boolean
}

interface SeedChannel {
  id: string
  name: string
  private?: boolean
  archived?: boolean
  topic?: string
  /** Ids of people, and of the bot where it was invited. */
  members: string[]
}

export interface Group {
  id: string
  handle: string
  name: string
  users: string[]
}

/** The Slack app as it is installed. */
export interface Bot {
  userId: string
  botId: string
  appId: string
  name: string
  /** The bot token's scopes: a method whose scope is missing answers `missing_scope`. */
  scopes: string[]
  /** Slash commands with their slash. */
  commands: { command: string; description?: string; usageHint?: string }[]
  /** Message shortcuts. */
  shortcuts: { callbackId: string; name: string }[]
  /** Subscribed events; `app_mention` when absent. */
  events?: string[]
}

export interface Seed {
  team: { id: string; name: string; domain: string }
  bot: Bot
  people: Person[]
  channels: SeedChannel[]
  groups: Group[]
}
