import { z } from 'zod'
import { filledBody, type Request, textsIn } from '../domain/request-settings.ts'
import { requestResource } from '../domain/run/resource.ts'
import { blanksOf } from '../domain/task-settings.ts'
import { callOf } from '../ports/calls/call.ts'
import { sendRequest } from '../ports/calls/request.ts'
import { accountOf } from './account.ts'
import { valuesOf } from './given.ts'
import { named } from './named.ts'
import type { Operation, Where } from './operation.ts'

const input = z.object({ request: z.string(), given: z.array(z.string()).default([]) })

/** Sends a request that the environment names to one of the team's own addresses, once. */
export const request: Operation<z.infer<typeof input>> = {
  name: 'request',
  risk: ({ request: name, given }, where) => requestOf(name, given, where).risk,
  input,
  async plan({ request: name, given }, where) {
    const { system, environment, settings } = where
    const {
      summary,
      url,
      method,
      token,
      header,
      body,
      arguments: takes,
      risk,
    } = requestOf(name, given, where)
    const values = valuesOf(name, blanksOf(textsIn(body ?? {})), takes, given)
    const sent = body && filledBody(body, values)
    const said = Object.entries(values).map(([key, value]) => `${key} ${value}`)
    return {
      title: `request ${name} of ${system.title}, ${environment}`,
      shifts: [{ to: [summary, ...said].join(', ') }],
      now: ['it is sent once: where its answer is lost, Belay asks you whether it was done'],
      warnings: risk === 'destructive' ? ['It destroys something: its system file says so.'] : [],
      calls: [
        callOf(sendRequest, {
          on: `${method} ${url}`,
          sets: [
            sent === undefined ? 'nothing besides' : JSON.stringify(sent),
            ...(token ? [`with the token ${token.secret}`] : []),
          ].join(', '),
          params: {
            url,
            method,
            ...accountOf(settings),
            ...(token && { token }),
            ...(header !== undefined && { header }),
            ...(sent !== undefined && { body: sent }),
          },
        }),
      ],
      resources: risk === 'read' ? [] : [requestResource(environment, name)],
    }
  },
}

/** The request of that name; a `UserError` that names those there are. */
function requestOf(name: string, given: string[], where: Where): Request {
  const owner = `${where.system.title} ${where.environment}`
  return named(name, {
    kind: 'request',
    owner,
    command: 'request',
    option: 'request',
    where,
    given,
    of: ({ requests }) => requests,
    none: `${owner} names no requests: \`requests\` of the environment is where they stand in its system file.`,
  })
}
