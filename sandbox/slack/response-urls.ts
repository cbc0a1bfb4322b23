import { given, structured } from './args.ts'
import { checkBlocks } from './blocks/check.ts'
import { argsOf } from './body.ts'
import type { Answer, Endpoint, Handle } from './endpoint.ts'
import { newId } from './ids.ts'
import type { Ephemeral, Message } from './objects.ts'
import { Refusal } from './refusal.ts'
import type { Workspace } from './workspace.ts'

const mostUses = 5
const livesMs = 30 * 60_000

export interface ResponseTarget {
  channel: string
  user: string
  /** What was clicked on. */
  source?: Message | Ephemeral
}

/** Where the app can answer an interaction: five times within half an hour, also where it is not a member. */
export function createResponseUrls(workspace: Workspace, address: () => string) {
  const given = new Map<string, ResponseTarget & { uses: number; until: number }>()

  return {
    give(target: ResponseTarget): string {
      const id = newId('').toLowerCase()
      given.set(id, { ...target, uses: 0, until: workspace.now() + livesMs })
      return `${address()}/response/${id}`
    },

    channelOf: (id: string): string | undefined => given.get(id)?.channel,

    use(id: string, args: Record<string, unknown>): Answer {
      const target = given.get(id)
      if (!target) return refused('no_service')
      if (workspace.now() > target.until) return refused('expired_url')
      if (target.uses >= mostUses) return refused('used_url')
      target.uses += 1
      try {
        respond(workspace, target, args)
        return { body: 'ok' }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return { ...refused(error.code), status: 400 }
      }
    },
  }
}
export type ResponseUrls = ReturnType<typeof createResponseUrls>

const refused = (error: string): Answer => ({ status: 404, body: { ok: false, error } })

/** `POST /response/<id>`; in the record of calls it is the method `response_url`. */
export const responseHandle =
  (urls: ResponseUrls, serve: Endpoint): Handle =>
  async (request, response, url) => {
    const [, area, id] = url.pathname.split('/')
    if (area !== 'response' || id === undefined) return false
    const args = await argsOf(request, url)
    const channel = urls.channelOf(id)
    await serve(response, { method: 'response_url', args, ...(channel && { channel }) }, () =>
      urls.use(id, args),
    )
    return true
  }

/** What an app answers to an interaction, through its URL or at once. */
export function respond(workspace: Workspace, target: ResponseTarget, args: Record<string, unknown>): void {
  const { channel, user, source } = target
  if (args.delete_original === true && source) {
    withdraw(workspace, source)
    return
  }
  const blocks = structured<unknown>(args, 'blocks', 'invalid_blocks')
  const said = { text: given(args, 'text') ?? '', blocks: blocks === undefined ? [] : checkBlocks(blocks) }
  if (said.text === '' && said.blocks.length === 0) throw new Refusal('no_text')
  if (args.replace_original === true && source) {
    Object.assign(source, said)
    workspace.changed()
    return
  }
  const thread = given(args, 'thread_ts')
  const where = { channel, ...(thread !== undefined && { thread }), ...said }
  if (args.response_type === 'in_channel') workspace.add({ ...where, user: workspace.bot.userId })
  else workspace.whisper({ ...where, user, from: workspace.bot.userId })
}

function withdraw(workspace: Workspace, source: Message | Ephemeral): void {
  if ('files' in source) workspace.remove(source)
  else workspace.ephemerals.splice(workspace.ephemerals.indexOf(source), 1)
  workspace.changed()
}
