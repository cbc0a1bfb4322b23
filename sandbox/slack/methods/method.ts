import type { Args } from '../args.ts'

type Answer = Record<string, unknown>

/** One method of the Web API. A refusal is thrown. */
interface Method {
  /** The bot token's scope that it needs; it may hang on what is asked for. */
  scope?: string | ((args: Args) => string | undefined)
  /** Takes the app-level token instead of the bot's. */
  appLevel?: true
  run(args: Args): Answer
}
export type Methods = Record<string, Method>
