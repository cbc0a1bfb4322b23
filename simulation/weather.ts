import type { Chance } from './chance.ts'
import type { Scheduler } from './scheduler.ts'

export type Service = 'redis' | 'slack' | 'pagerduty' | 'aws'

/** What becomes of one call. */
export type Fate =
  | 'fine'
  /** It never left: the other side cannot be reached. */
  | 'unreachable'
  /** It is lost on its way there. */
  | 'lost request'
  /** It is carried out, and the answer is lost. */
  | 'lost answer'
  /** It is carried out, sent again as its answer was lost, and carried out again: the second answer is heard. */
  | 'twice'
  /** It takes long on its way there, maybe longer than anybody waits for it. */
  | 'slow'
  /** It arrives when nobody reckons with it any more. */
  | 'very late'
  | 'limited'
  /** Whoever makes it ends before it leaves, once it is carried out, or when the answer comes. */
  | 'crash before'
  | 'crash after'
  | 'crash at answer'
  /** Whoever makes it stands still when the answer comes. */
  | 'freeze'

type Odds = Partial<Record<Fate, number>>

const fine: Odds = { fine: 1 }
const usual: Odds = {
  fine: 1_000,
  slow: 6,
  unreachable: 2,
  'lost request': 2,
  'lost answer': 4,
  'crash before': 0.2,
  'crash after': 0.4,
  'crash at answer': 0.2,
  freeze: 0.8,
}
const stormy: Odds = {
  fine: 100,
  slow: 10,
  unreachable: 3,
  'lost request': 3,
  'lost answer': 6,
  'crash before': 0.2,
  'crash after': 0.3,
  'crash at answer': 0.2,
  freeze: 0.6,
}
/** As Slack is in some episodes from beginning to end: one call in three fails. */
const rough: Odds = {
  fine: 64,
  slow: 10,
  unreachable: 8,
  'lost request': 8,
  'lost answer': 10,
  limited: 6,
  'very late': 1,
}
const away: Odds = { unreachable: 10, 'lost request': 3, 'lost answer': 1 }
/**
 * What is sent to Slack and PagerDuty may come very late; what is sent to AWS never does, as with one that is closed when
 * nobody waits for it any more. What may be repeated on its way is a command to Redis and a PUT: PagerDuty has some,
 * Slack, AWS and GitHub only have POSTs for what changes something, which a proxy must not send again (RFC 9110, 9.2.2).
 */
const outside: Record<Service, Odds> = {
  redis: { twice: 3 },
  slack: { limited: 4, 'very late': 1 },
  pagerduty: { limited: 4, 'very late': 1, twice: 3 },
  aws: { limited: 4, 'lost answer': 12, 'lost request': 4 },
}

/** How it stands with each service: mostly well, at times badly, at times not at all; in some episodes with Slack never well. */
export function createWeather(chance: Chance, scheduler: Scheduler) {
  const all: Record<Service, Odds> = { redis: fine, slack: fine, pagerduty: fine, aws: fine }
  /** Since when each is fine, in real milliseconds. */
  const since: Partial<Record<Service, number>> = {}
  const isRough = chance.happens(0.15)
  let isOver = false

  function become(service: Service, odds: Odds): void {
    all[service] = odds
    if (odds === fine) since[service] ??= scheduler.now()
    else delete since[service]
  }

  function turn(service: Service): void {
    if (isOver) return
    if (isRough && service === 'slack') return void become('slack', rough)
    const is = chance.weighed({ fine: 4, usual: 4, stormy: 2, away: service === 'redis' ? 0.3 : 1 })
    const odds = { fine, usual, stormy, away }[is]
    become(service, odds === fine ? odds : { ...odds, ...outside[service] })
    const lastsMs = is === 'away' && service === 'redis' ? 5_000 : 40_000
    scheduler.after(chance.around(lastsMs), () => turn(service))
  }

  return {
    begin: () => (Object.keys(all) as Service[]).forEach(turn),
    /** Fair from now on. */
    end(): void {
      isOver = true
      for (const service of Object.keys(all) as Service[]) become(service, fine)
    },
    /** For how long nothing has gone wrong there, in real milliseconds. */
    fineFor: (service: Service): number => scheduler.now() - (since[service] ?? scheduler.now()),
    /** `mayRepeat`: somebody on its way may send it again. */
    fate(service: Service, mayRepeat: boolean): Fate {
      if (all[service] === fine) return 'fine'
      const fate = chance.weighed<Fate>(all[service])
      return fate === 'twice' && !mayRepeat ? 'fine' : fate
    },
  }
}
export type Weather = ReturnType<typeof createWeather>
