import type { Library } from '../runbook/library.ts'
import { asksForSomething } from '../runbook/run/needed.ts'
import type { Steps } from '../runbook/steps.ts'
import type { RunbooksDeps } from './runbooks.ts'

export interface Runbooks {
  library: Library
  steps: Steps
}

/** The teams' runbooks. What reads them is much, and no page waits for it: it is loaded when they are first wanted. */
export function runbooksWhenWanted(deps: RunbooksDeps): { runbooks: Runbooks; load(): Promise<Runbooks> } {
  let loaded: Promise<Runbooks> | undefined
  const load = () => (loaded ??= import('./runbooks.ts').then(({ runbooksOf }) => runbooksOf(deps)))
  const steps = async () => (await load()).steps
  const runbooks: Runbooks = {
    library: { of: async system => (await load()).library.of(system) },
    steps: {
      asks: asksForSomething,
      verdict: async (...given) => (await steps()).verdict(...given),
      needed: async (...given) => (await steps()).needed(...given),
      offered: async (...given) => (await steps()).offered(...given),
      run: async (...given) => (await steps()).run(...given),
    },
  }
  return { runbooks, load }
}
