import { z } from 'zod'
import { mask } from '../../domain/mask.ts'
import type { Answer, Api, Call } from './api.ts'
import { refused } from './faults.ts'

/** What PagerDuty says when it does not do something: https://developer.pagerduty.com/docs/errors. */
const Refusal = z.object({
  error: z.object({
    message: z.string(),
    code: z.number().optional().catch(undefined),
    errors: z.array(z.string()).catch([]),
  }),
})

/** The part of an answer that is used, or a refusal in PagerDuty's own words. */
export function accepted<T>(answer: Answer, schema: z.ZodType<T>): T {
  if (answer.status >= 300) throw refusal(answer)
  const parsed = schema.safeParse(answer.data)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues.map(issue => issue.path.join('.')).join(', ')
  throw refused(
    `PagerDuty's answer is not understood: ${where || 'no answer'}.`,
    'unexpected-answer',
    answer.effect,
  )
}

function refusal({ status, data }: Answer) {
  const said = Refusal.safeParse(data)
  if (!said.success) return refused(`PagerDuty refused with status ${status}.`, String(status))
  const { message, code, errors } = said.data.error
  const words = mask([message, ...errors].join(': ')).slice(0, 500)
  return refused(
    `PagerDuty refused${status === 401 ? ' the API token' : ''}: ${words}`,
    String(status === 401 ? status : (code ?? status)),
  )
}

export const ask = async <T>(api: Api, call: Call, schema: z.ZodType<T>): Promise<T> =>
  accepted(await api(call), schema)

/** Like `ask`, for what may not exist. */
export async function find<T>(api: Api, call: Call, schema: z.ZodType<T>): Promise<T | undefined> {
  const answer = await api(call)
  return answer.status === 404 ? undefined : accepted(answer, schema)
}

const perPage = 100
/** PagerDuty lists no further than this. */
const lastOffset = 10_000

/** Everything of a list, page by page. */
export async function list<T>(api: Api, call: Call, key: string, item: z.ZodType<T>): Promise<T[]> {
  const Listed = z.object({ [key]: z.array(item), more: z.boolean().nullish() })
  const all: T[] = []
  for (let offset = 0; offset < lastOffset; offset += perPage) {
    const query = { ...call.query, limit: String(perPage), offset: String(offset) }
    const { more, ...rest } = await ask(api, { ...call, query }, Listed)
    all.push(...(rest[key] as T[]))
    if (!more) break
  }
  return all
}
