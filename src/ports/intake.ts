import type { PageEvent } from '../domain/page.ts'

/** `unlisted`: it concerns nobody that a system file knows. */
export type TakenIn = 'taken' | 'unlisted'

/** Takes in what PagerDuty tells. Rejects when it could not be saved. */
export interface Intake {
  /** Owes it, so that whoever tells it may forget it; what is made of it follows. `repeated`: it was owed before. */
  receive(event: PageEvent): Promise<TakenIn | 'repeated'>
  /** Makes of it what it means to an incident, now. */
  page(event: PageEvent): Promise<TakenIn>
  /** A delivery that was truly PagerDuty's but not understood: kept aside, and its incident asked for by id when known. */
  aside(delivery: { id: string; why: string; body: string; pageId?: string }): Promise<void>
}
