import type { World } from '../world.ts'

/** People who delete what Belay has posted: in a third of the episodes, cards above all. */
export function createDeleters({ chance, scheduler, slack, count, trace }: World) {
  const everyMs = 12_000
  let isEnded = !chance.happens(1 / 3)

  function again(): void {
    if (isEnded) return
    const all = slack.all()
    const cards = all.filter(({ mark }) => mark.endsWith('/card'))
    const post = chance.pick(chance.happens(0.6) && cards.length > 0 ? cards : all)
    if (post) {
      count('slack: a post is deleted')
      trace.note('somebody', `deletes ${post.mark}`)
      slack.remove(post.channel, post.ts)
      slack.deleted.set(post.mark, scheduler.now())
      slack.threads.add(post.ts)
    }
    scheduler.after(chance.around(everyMs), again)
  }

  return {
    begin: () => void scheduler.after(chance.around(everyMs), again),
    end: () => void (isEnded = true),
  }
}
