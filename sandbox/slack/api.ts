import { type Args, given } from './args.ts'
import type { Methods } from './methods/method.ts'
import { Refusal } from './refusal.ts'
import type { Bot } from './seed.ts'

export interface Tokens {
  bot: string
  /** For Socket Mode. */
  app?: string | undefined
}

export interface ApiAnswer {
  headers: Record<string, string>
  body: Record<string, unknown>
}

/** The Web API without its HTTP: token, scope, method; a refusal becomes `ok: false`. */
export function createApi(methods: Methods, bot: Bot, tokens: Tokens) {
  const provided = bot.scopes.join(',')

  function run(name: string, token: string | undefined, args: Args): Record<string, unknown> {
    const method = methods[name]
    if (!method) throw new Refusal('unknown_method', { req_method: name })
    if (token === undefined) throw new Refusal('not_authed')
    if (token !== tokens.bot && token !== tokens.app) throw new Refusal('invalid_auth')
    if ((token === tokens.app) !== (method.appLevel ?? false)) throw new Refusal('not_allowed_token_type')
    const needed = typeof method.scope === 'function' ? method.scope(args) : method.scope
    if (needed !== undefined && !bot.scopes.includes(needed))
      throw new Refusal('missing_scope', { needed, provided })
    return method.run(args)
  }

  return function call(name: string, token: string | undefined, args: Args): ApiAnswer {
    const headers = { 'x-oauth-scopes': provided }
    try {
      return { headers, body: { ok: true, ...run(name, token ?? given(args, 'token'), args) } }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { headers, body: { ok: false, error: error.code, ...error.more } }
    }
  }
}
