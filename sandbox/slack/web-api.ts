import { buffer } from 'node:stream/consumers'
import { createApi, type Tokens } from './api.ts'
import { argsOf, tokenOf } from './body.ts'
import type { Endpoint, Handle } from './endpoint.ts'
import { appMethods } from './methods/apps.ts'
import { authMethods } from './methods/auth.ts'
import { chatMethods } from './methods/chat.ts'
import { conversationMethods } from './methods/conversations.ts'
import { fileMethods, type Uploads } from './methods/files.ts'
import { historyMethods } from './methods/history.ts'
import { reactionMethods } from './methods/reactions.ts'
import { usergroupMethods } from './methods/usergroups.ts'
import { userMethods } from './methods/users.ts'
import { viewMethods } from './methods/views.ts'
import type { Triggers } from './triggers.ts'
import type { Workspace } from './workspace.ts'

interface Deps {
  workspace: Workspace
  tokens: Tokens
  triggers: Triggers
  serve: Endpoint
  /** Where this server is to be reached. */
  address(): string
  ticket(): string
}

/** `POST /api/<method>`, and where files are uploaded to. */
export function createWebApi({ workspace, tokens, triggers, serve, address, ticket }: Deps): Handle {
  const uploads: Uploads = new Map()
  const api = createApi(
    {
      ...authMethods(workspace),
      ...chatMethods(workspace),
      ...conversationMethods(workspace),
      ...historyMethods(workspace),
      ...userMethods(workspace),
      ...usergroupMethods(workspace),
      ...viewMethods(workspace, triggers),
      ...reactionMethods(workspace),
      ...fileMethods(workspace, uploads, address),
      ...appMethods(address, ticket),
    },
    workspace.bot,
    tokens,
  )

  return async (request, response, url) => {
    const [, area, method, id] = url.pathname.split('/')
    if (area === 'api' && method !== undefined) {
      const args = await argsOf(request, url)
      await serve(response, { method, args }, () => api(method, tokenOf(request), args))
      return true
    }
    if (area === 'upload' && id !== undefined) {
      const content = await buffer(request)
      const file = uploads.get(id)
      await serve(response, { method: 'upload', args: { id } }, () => {
        if (!file || content.length !== file.length)
          return { status: 400, body: 'no such upload, or another size' }
        file.content = content.toString()
        return { body: `OK - ${content.length}` }
      })
      return true
    }
    return false
  }
}
