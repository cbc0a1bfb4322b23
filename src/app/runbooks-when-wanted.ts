import type { Library } from '../runbook/library.ts'
import { asksForSomething } from '../runbook/run/needed.ts'
import type { Steps } from '../runbook/steps.ts'
import type { RunbooksDeps } from './runbooks.ts'
import { whenWanted } from './when-wanted.ts'

export interface Runbooks {
  library: Library
  steps: Steps
}

/** The teams' runbooks. What reads them is much, and no page waits for it: it is loaded when they are first wanted. */
export function runbooksWhenWanted(deps: RunbooksDeps): { runbooks: Runbooks; load(): Promise<Runbooks> } {
  let loaded: Promise<Runbooks> | undefined
  const load = () => (loaded ??= import('./runbooks.ts').then(({ runbooksOf }) => runbooksOf(deps)))
  const { verdict, needed, offered, run } = whenWanted<Omit<Steps, 'asks'>>(async () => (await load()).steps)
  const runbooks: Runbooks = {
    library: whenWanted(async () => (await load()).library),
    steps: { asks: asksForSomething, verdict, needed, offered, run },
  }
  return { runbooks, load }
}
