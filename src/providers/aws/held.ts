import type { Readable } from 'node:stream'
import { wholeBody } from '../too-much.ts'

/** As far as a client of AWS lets others into what it does. */
interface Client {
  middlewareStack: {
    add(
      middleware: (
        next: (args: unknown) => Promise<{ response: unknown }>,
        context: { commandName?: string },
      ) => (args: unknown) => Promise<{ response: unknown }>,
      where: { step: 'deserialize'; priority: 'low' },
    ): void
  }
}

/** The same client, which holds no more of an answer than is held of any; an object of S3 comes piece by piece. */
export function held<C extends object>(client: C): C {
  const { middlewareStack } = client as unknown as Client
  middlewareStack.add(
    (next, { commandName }) =>
      async args => {
        const answered = await next(args)
        const response = answered.response as { body?: Readable | Buffer }
        if (response.body && commandName !== 'GetObjectCommand')
          response.body = await wholeBody(response.body as Readable)
        return answered
      },
    // Right where it comes in, before anything is made of it.
    { step: 'deserialize', priority: 'low' },
  )
  return client
}
