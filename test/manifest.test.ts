import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { WebClient } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { commands, sections, slashCommands } from '../commands/index.ts'
import { neededScopes } from '../src/slack/preflight.ts'

const Manifest = z.object({
  display_information: z.object({
    name: z.string().max(35),
    description: z.string().max(140),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.object({
    bot_user: z.object({ display_name: z.string() }),
    slash_commands: z.array(
      z.object({
        command: z.string(),
        description: z.string().max(2000),
        usage_hint: z.string().max(1000),
        should_escape: z.boolean(),
      }),
    ),
    shortcuts: z.array(
      z.object({
        name: z.string().max(24),
        type: z.string(),
        callback_id: z.string(),
        description: z.string().max(150),
      }),
    ),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    socket_mode_enabled: z.boolean(),
    interactivity: z.object({ is_enabled: z.literal(true) }),
    event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
  }),
})

const manifest = Manifest.parse(parse(readFileSync('manifest.yml', 'utf8')))

/** What each Web API method needs in the kinds of channels that Belay uses: public, private and direct. */
const scopesOf: Record<string, string[]> = {
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.list': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'usergroups.list': ['usergroups:read'],
  'users.conversations': ['channels:read', 'groups:read'],
  'users.info': ['users:read', 'users:read.email'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
}

/** What features need, beside calls. */
const scopesOfFeatures = ['commands', 'app_mentions:read']

const source = readdirSync('src/slack', { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts'))
  .map(path => readFileSync(`src/slack/${path}`, 'utf8'))
  .join('\n')

/** Every dotted name in the source that is a method of Slack's client, called or named. */
function methodsCalled(): string[] {
  const client = new WebClient()
  const isMethod = (name: string) =>
    typeof name
      .split('.')
      .reduce<unknown>(
        (at, key) => (typeof at === 'object' && at ? Reflect.get(at, key) : undefined),
        client,
      ) === 'function'
  const names = [...source.matchAll(/\b[a-z]\w*(?:\s*\.\s*[a-z]\w*)+/gi)].flatMap(([name]) => {
    const keys = name.split(/\s*\.\s*/)
    return [keys, keys.slice(1), keys.slice(0, -1)].map(some => some.join('.'))
  })
  return [...new Set(names.filter(name => name.includes('.') && isMethod(name)))].sort()
}

describe('the manifest', () => {
  it('lists the slash commands that Belay answers, and no other', () => {
    const listed = manifest.features.slash_commands.map(({ command }) => command)
    expect(listed.sort()).toEqual([...slashCommands].sort())
  })

  it('says of slash commands what the help says', () => {
    const listed = manifest.features.slash_commands
    const known = new Map(commands.map(({ name, summary }) => [name, summary]))
    expect(Object.fromEntries(listed.map(({ command, description }) => [command, description]))).toEqual({
      '/belay': known.get('help'),
      '/incident': `${known.get('help')} about incidents`,
      ...Object.fromEntries(
        ['health', 'deploy', 'rollback', 'silence'].map(name => [`/${name}`, known.get(name)]),
      ),
    })
    const [belay, incident] = listed.map(({ usage_hint }) => /\[(.+)\]/.exec(usage_hint)?.[1]?.split(' | '))
    expect(belay).toEqual(sections.map(({ title }) => title.toLowerCase()))
    for (const word of incident!) expect([word, known.has(`incident ${word}`)]).toEqual([word, true])
  })

  it('has people and channels in slash commands escaped, so that they arrive as ids', () => {
    expect(manifest.features.slash_commands.every(({ should_escape }) => should_escape)).toBe(true)
  })

  it('asks for every scope that a call needs, and for none that nothing needs', () => {
    const called = methodsCalled()
    expect(
      called.filter(method => !scopesOf[method]),
      'methods that are missing from the table',
    ).toEqual([])
    expect(called).toEqual(Object.keys(scopesOf).sort())
    const needed = new Set([...scopesOfFeatures, ...called.flatMap(method => scopesOf[method] ?? [])])
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual([...needed].sort())
  })

  it('asks for what the preflight looks for', () => {
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual(Object.keys(neededScopes).sort())
  })

  it('has the events and the shortcuts that Belay listens to', () => {
    const events = [...source.matchAll(/\bapp\.event\(\s*'([^']+)'/g)].map(([, event]) => event)
    const shortcuts = [...source.matchAll(/\bapp\.shortcut\(\s*\{[^}]*callback_id: '([^']+)'/g)].map(
      ([, id]) => id,
    )
    const subscribed = manifest.settings.event_subscriptions.bot_events
    expect(subscribed.map(event => event.split('.')[0])).toEqual(events)
    // Of messages only those in its direct messages: it reads along nowhere.
    expect(subscribed.filter(event => event.startsWith('message'))).toEqual(['message.im'])
    expect(manifest.features.shortcuts.map(({ callback_id }) => callback_id)).toEqual(shortcuts)
    expect(shortcuts).toEqual(['declare_incident', 'add_to_timeline'])
  })

  it('is printed as JSON for the Slack CLI', () => {
    const hooks = JSON.parse(readFileSync('.slack/hooks.json', 'utf8')).hooks
    expect(hooks['get-manifest']).toBe('node scripts/get-manifest.mjs')
    const printed = execFileSync(process.execPath, ['scripts/get-manifest.mjs'], { encoding: 'utf8' })
    expect(Manifest.parse(JSON.parse(printed))).toEqual(manifest)
  })
})
