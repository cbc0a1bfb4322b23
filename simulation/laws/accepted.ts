import type { PageEvent } from '../../src/domain/page.ts'
import type { Memory } from '../memory/memory.ts'
import { system } from '../system.ts'
import type { Broken } from './law.ts'

/** What must hold as soon as PagerDuty hears that something was taken. */
export const checkAccepted = ({ of }: Memory, { id }: PageEvent, broken: Broken): void => {
  // The simulation may have planted something behind an operation's name.
  const operations = [...of(system.system).operations.keys()].map(name => name.split(' ', 1)[0])
  if (!operations.includes(`told:${id}`)) broken('what is taken is owed', id)
}
