import { byWeight, weightOf } from '../../src/domain/weight.ts'
import type { Kept } from '../kept.ts'
import type { Memory } from '../memory/memory.ts'
import { system } from '../system.ts'
import type { World } from '../world.ts'
import { type Broken, incidentIn } from './law.ts'

/** From a look at what waits for a card to the word that one is about to be posted it takes less, in real milliseconds. */
const underWayMs = 30_000

/** What could be chosen when somebody looked. */
interface Look {
  at: number
  ids: string[]
}

/** While Redis answers, the weightiest incident that waits for its card is the next to have one. */
export function createWeightLaws(memory: Memory, weather: () => World['weather'], broken: Broken) {
  /** The weightiest whose card is not in doubt, and those in doubt before it. */
  function next(list: string): string[] {
    const { sets, posts } = memory.of(system.system)
    const ids = [...(sets.get(`list:${list}`)?.keys() ?? [])]
    const waiting = ids.flatMap(id => incidentIn(memory, id) ?? []).sort(byWeight)
    const first = waiting.find(({ id }) => posts.get(id)?.get('card')?.state !== 'sending')
    return waiting.filter(one => !first || weightOf(one) <= weightOf(first)).map(({ id }) => id)
  }

  return ({ lists, posts }: Pick<Kept, 'lists' | 'posts'>): Pick<Kept, 'lists' | 'posts'> => {
    const looks: Look[] = []
    const mayBe = (id: string) => {
      const now = memory.clock.wall()
      return looks.some(({ at, ids }) => now - at < underWayMs && ids.includes(id))
    }
    return {
      lists: {
        ...lists,
        async of(of, list, limit) {
          if (list.startsWith('cards:')) looks.unshift({ at: memory.clock.wall(), ids: next(list) })
          looks.splice(20)
          return lists.of(of, list, limit)
        },
      },
      posts: {
        ...posts,
        async put(of, id, intent, post, claim) {
          const { jobs, posts: known } = memory.of(of)
          const job = jobs.held(claim.id, claim.token)
          const isChoice = job?.kind === 'cards' && post.state === 'sending' && !known.get(id)?.has('card')
          // After an attempt that failed others have their turn.
          const isFirst = (job?.tries?.attempts ?? 0) === 0
          const isPut = await posts.put(of, id, intent, post, claim)
          const isClear = weather().fineFor('redis') >= underWayMs
          if (isPut && isChoice && isFirst && isClear && !mayBe(id))
            broken('cards come in order of weight', `${id} before ${looks[0]?.ids.join()}`)
          return isPut
        },
      },
    }
  }
}
