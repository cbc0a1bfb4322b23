import { type Args, given, required } from '../args.ts'
import { argsOf } from '../body.ts'
import { type Handle, send } from '../endpoint.ts'
import { Refusal } from '../refusal.ts'
import type { Workspace } from '../workspace.ts'
import type { Panel } from './panel.ts'
import { factsOf, stateOf } from './state.ts'
import type { Stream } from './stream.ts'

/** What people can do, as functions of the arguments that the page sends. */
export type Hands = Record<string, (user: string, args: Args) => Promise<unknown>>

interface Deps {
  workspace: Workspace
  panel: Panel | undefined
  stream: Stream
  hands: Hands
}

/** What the page asks for: `/sandbox/facts`, `/sandbox/state`, `/sandbox/stream`, `/sandbox/do`, `/sandbox/act`. */
export function createPageHandle({ workspace, panel, stream, hands }: Deps): Handle {
  async function doing(path: string, args: Args): Promise<unknown> {
    if (path === '/sandbox/act') {
      const said = await panel?.act(required(args, 'id'), (args.fields ?? {}) as Record<string, string>)
      return { ok: true, said }
    }
    const hand = hands[required(args, 'act')]
    if (!hand) throw new Refusal('unknown_act')
    return hand(required(args, 'as'), args)
  }

  return async (request, response, url) => {
    switch (url.pathname) {
      case '/sandbox/facts':
        send(response, { body: factsOf(workspace, panel) })
        return true
      case '/sandbox/state': {
        const args = Object.fromEntries(url.searchParams)
        const open = { channel: given(args, 'channel'), thread: given(args, 'thread') }
        send(response, { body: stateOf(workspace, required(args, 'as'), open) })
        return true
      }
      case '/sandbox/stream':
        stream.listen(response)
        return true
      case '/sandbox/act':
      case '/sandbox/do': {
        // A form of another site cannot send this type, so that no foreign page can act here.
        if (request.method !== 'POST' || !request.headers['content-type']?.startsWith('application/json')) {
          send(response, { status: 415, body: { ok: false, failed: 'JSON, please.' } })
          return true
        }
        const args = await argsOf(request, url)
        try {
          const outcome = await doing(url.pathname, args)
          send(response, { body: (outcome ?? { ok: true }) as Record<string, unknown> })
        } catch (error) {
          // Whatever went wrong, the person in front of the page is to read it.
          send(response, {
            body: { ok: false, failed: error instanceof Error ? error.message : String(error) },
          })
        }
        return true
      }
      default:
        return false
    }
  }
}
