import { z } from 'zod'
import { risks } from './run/plan.ts'
import { Secret } from './secret.ts'
import { HttpUrl, Text } from './setting.ts'
import { Argument, argumentsFit, blanksOf, filled } from './task-settings.ts'

type Json = z.infer<ReturnType<typeof z.json>>

/**
 * Something that is done by a request to one of the team's own addresses: a cache warmed, a job started. The address
 * stands as it is; texts of its body may have blanks, as a task's command has.
 */
export const Request = z
  .strictObject({
    summary: Text,
    url: HttpUrl,
    method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']).default('POST'),
    /** Sent as `Authorization: Bearer …`, or in the header that is named. */
    token: Secret.optional(),
    header: z
      .string()
      .regex(/^[A-Za-z][\w-]{0,60}$/, 'expected the name of a header')
      .optional(),
    /** Sent as JSON. */
    body: z.record(z.string(), z.json()).optional(),
    risk: z.enum(risks).default('change'),
    arguments: z.record(z.string(), Argument).default({}),
  })
  .refine(({ token, header }) => token !== undefined || header === undefined, {
    error: 'expected a token, which the header is for',
    path: ['token'],
  })
  .superRefine(({ body, arguments: given }, ctx) =>
    argumentsFit(blanksOf(textsIn(body ?? {})), given, 'the body has', ctx),
  )
export type Request = z.infer<typeof Request>

/** Every text within a body. */
export function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** A body with its blanks filled in, each within its own text. */
export function filledBody(value: Json, values: Record<string, string>): Json {
  if (typeof value === 'string') return filled(value, values)
  if (Array.isArray(value)) return value.map(one => filledBody(one, values))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filledBody(one, values)]))
}
