import type { WebClient } from '@slack/web-api'
import { given } from './call.ts'
import { toOutsideError } from './outside-error.ts'

/** Who Belay is in this workspace, and what its token may do. */
export interface Identity {
  botId: string
  userId: string
  team: string
  /** The organisation, where the workspace is one of an Enterprise Grid. */
  enterprise?: string
  scopes: string[]
}

/** Asks Slack once who the token belongs to; a failure is not kept. */
export function createIdentity(client: WebClient): () => Promise<Identity> {
  let asked: Promise<Identity> | undefined
  return () => {
    asked ??= ask(client).catch(error => {
      asked = undefined
      throw toOutsideError(error, 'auth.test')
    })
    return asked
  }
}

async function ask(client: WebClient): Promise<Identity> {
  const answer = await client.auth.test()
  return {
    botId: given(answer.bot_id, 'auth.test'),
    userId: given(answer.user_id, 'auth.test'),
    team: given(answer.team_id, 'auth.test'),
    ...(answer.enterprise_id && { enterprise: answer.enterprise_id }),
    scopes: answer.response_metadata?.scopes ?? [],
  }
}
