import type { Actor } from '../../domain/actor.ts'
import { OutsideError } from '../../domain/errors.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Pager } from '../../ports/pager.ts'
import { isFinal } from '../failure.ts'

export interface NameDeps {
  directory: Directory
  pager: Pager
}

/**
 * Has PagerDuty do something in the name of whoever wanted it. That it is done is worth more than in whose name: where
 * it cannot be known who they are there, or PagerDuty does not take it from them, it is done in Belay's own.
 */
export async function inTheirName<T>(
  by: Actor,
  deps: NameDeps,
  act: (from: string | undefined) => Promise<T>,
): Promise<T> {
  const from = await email(by, deps)
  try {
    return await act(from)
  } catch (error) {
    if (from === undefined || !isFinal(error)) throw error
    return act(undefined)
  }
}

/** Under which PagerDuty knows a Slack user; undefined when it does not, or when that cannot be known now. */
async function email(by: Actor, { directory, pager }: NameDeps): Promise<string | undefined> {
  if (by.via !== 'slack' || !by.id) return undefined
  try {
    const email = (await directory.member(by.id))?.email
    return email && (await pager.knows(email)) ? email : undefined
  } catch (error) {
    const isUnknown = error instanceof OutsideError && (error.fault.service === 'slack' || isFinal(error))
    if (!isUnknown) throw error
    return undefined
  }
}
