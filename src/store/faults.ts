import { ReplyError } from 'ioredis'
import { type Fault, OutsideError } from '../domain/errors.ts'

/** Replies that another try may change: the server is starting, failing over, full or busy. */
const passing =
  /^(?:LOADING|READONLY|CLUSTERDOWN|MASTERDOWN|TRYAGAIN|MOVED|ASK|OOM|MISCONF|BUSY|NOREPLICAS|UNBLOCKED)\b/

/** Before version 7, Redis says first in which line of which script a command was refused. */
const inScript = /^ERR Error running script .*?: -(?=[A-Z]{2,} )/

/** What Redis answers, its code first. */
export const answerOf = ({ message }: Error): string => message.replace(inScript, '')

/** Nothing was sent, or no node of a Cluster took it: ioredis says so in words only. */
const undone = /enableOfflineQueue options is false|^Too many Cluster redirections/

/** Answers what Redis answers, its errors as `OutsideError`s. */
export async function asking<T>(what: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw toOutside(what, error as Error)
  }
}

function toOutside(what: string, error: Error): OutsideError {
  const refused = error instanceof ReplyError
  const answer = answerOf(error)
  const fault: Fault = {
    service: 'redis',
    fault: refused && !passing.test(answer) ? 'refused' : 'away',
    effect: refused || undone.test(error.message) ? 'none' : 'unknown',
  }
  const code = refused ? /^[A-Z]{2,}/.exec(answer)?.[0] : undefined
  return new OutsideError(`Redis, ${what}: ${error.message}`, code ? { ...fault, code } : fault, {
    cause: error,
  })
}

/** Redis got to a script only after its deadline, and left it. */
export const tooLate = (what: string): OutsideError =>
  new OutsideError(`Redis, ${what}: came to it too late, nothing was done`, {
    service: 'redis',
    fault: 'away',
    effect: 'none',
  })
