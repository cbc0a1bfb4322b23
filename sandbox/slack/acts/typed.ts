import type { Workspace } from '../workspace.ts'

/** What a person types as Slack hands it on: three characters escaped, names and addresses turned into references. */
export function typed(workspace: Workspace, text: string, style: 'message' | 'command'): string {
  const names = referencesOf(workspace, style)
  const pattern = new RegExp(
    `<[@#!][^>]+>|https?://[^\\s<>]+|(?:${[...names.keys()].map(literally).join('|')})(?![\\w-])`,
    'giu',
  )
  let out = ''
  let from = 0
  for (const found of text.matchAll(pattern)) {
    const [word] = found
    out += escaped(text.slice(from, found.index)) + reference(word)
    from = found.index + word.length
  }
  return out + escaped(text.slice(from))

  function reference(word: string): string {
    if (word.startsWith('<')) return word
    if (word.startsWith('http')) return style === 'message' ? `<${escaped(word)}>` : escaped(word)
    return names.get(word.toLowerCase()) ?? escaped(word)
  }
}

/** By what is typed, in lower case, the longest first. */
function referencesOf({ people, bot, groups, channels }: Workspace, style: 'message' | 'command') {
  const names = new Map<string, string>()
  const handle = (name: string) => name.toLowerCase().replace(/\W+/g, '.')
  const labelled = (name: string) => (style === 'command' ? `|${handle(name)}` : '')
  for (const { id, name } of [{ id: bot.userId, name: bot.name }, ...people.values()]) {
    names.set(`@${name.toLowerCase()}`, `<@${id}${labelled(name)}>`)
    names.set(`@${handle(name)}`, `<@${id}${labelled(name)}>`)
    const [first = name] = name.split(' ')
    if (!names.has(`@${first.toLowerCase()}`))
      names.set(`@${first.toLowerCase()}`, `<@${id}${labelled(name)}>`)
  }
  for (const group of groups) names.set(`@${group.handle}`, `<!subteam^${group.id}|@${group.handle}>`)
  for (const { id, name, kind } of channels.values())
    if (kind !== 'im') names.set(`#${name}`, `<#${id}|${name}>`)
  return new Map([...names].sort(([a], [b]) => b.length - a.length))
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const escaped = (text: string): string =>
  text
    .replace(/&(?!(?:amp|lt|gt);)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
