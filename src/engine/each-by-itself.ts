import { mostHopeful } from './failure.ts'
import { TakenOver } from './performer.ts'

/** Does one after the other, whatever becomes of those before it; a lost lease ends it. Rejects with the failure that says when to try again. */
export async function eachByItself(all: (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = []
  for (const one of all)
    await one().catch(error => {
      if (error instanceof TakenOver) throw error
      failures.push(error)
    })
  if (failures.length > 0) throw mostHopeful(failures)
}
