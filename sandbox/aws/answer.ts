/** What an action answers: its result in AWS's own fields, or a refusal. In XML a list is written as its repeated member. */
export type Answer = { result: Record<string, unknown> } | { error: string; message: string; status?: number }

export const ok = (result: Record<string, unknown> = {}): Answer => ({ result })
export const refuse = (error: string, message: string, status = 400): Answer => ({ error, message, status })

/** What was asked, as it arrived: JSON, or the flat fields of a form. */
// biome-ignore lint/suspicious/noExplicitAny: each action reads the fields that it has
export type Input = any

/** One of AWS's services: the actions that are simulated, and the resource that a refusal of one of them names. */
export interface Service {
  answers: Record<string, (input: Input) => Answer>
  resource?(input: Input): string
}

export const account = '123456789012'
const region = 'us-east-1'
export const arn = (service: string, path: string) => `arn:aws:${service}:${region}:${account}:${path}`
