import { markOf } from '../../src/engine/post-once.ts'
import { isCurrent } from '../../src/engine/rung.ts'
import type { Post } from '../../src/ports/posts.ts'
import type { Claim } from '../../src/ports/queue.ts'
import type { Memory } from '../memory/memory.ts'
import type { Slack } from '../outside/slack.ts'
import { system } from '../system.ts'
import { type Broken, incidentIn } from './law.ts'
import { misowed } from './owed.ts'

/** Whose job it is, or by its own name where it is nobody's. */
function ownerOf({ id, job }: Claim): string {
  if (job && 'event' in job) return job.event.pageId
  if (job?.kind === 'early-note') return job.page
  const { incident, run, checklist, schedule } = (job ?? {}) as Partial<Record<string, string>>
  return incident ?? run ?? checklist ?? schedule ?? id
}

/** What must hold when somebody says that a job is done. */
export function createDoneLaws(memory: Memory, slack: () => Slack, broken: Broken) {
  const aside = new Set<string>()

  function ofPage({ id, job }: Claim): string | undefined {
    if (job?.kind !== 'page') return undefined
    const incident = incidentIn(memory, job.incident)
    if (!incident || !isCurrent(incident, job)) return undefined
    const intent = `page:${job.cycle}:${job.climb}:${job.person}`
    const posts = memory.of(system.system).posts.get(job.incident)
    const post = posts?.get(intent)
    if (post?.state === 'in-digest') {
      const { person, level, number } = post
      // Two calls that waited side by side may be told of by one that is still to be posted: that rings for both.
      if (!slack().everMarked(markOf(`digest:${system.system}:${person}:${level}`, `${number}`)))
        return undefined
      const isAnother = ([other, digest]: [string, Post]) =>
        other !== intent &&
        digest.state === 'in-digest' &&
        digest.person === person &&
        digest.level === level &&
        digest.number === number
      return [...(posts ?? [])].some(isAnother)
        ? `${id} is done by an edit of the digest that has told ${person} of an earlier call`
        : undefined
    }
    return slack().everMarked(markOf(job.incident, intent))
      ? undefined
      : `${id} is done, and ${job.person} has been told nothing`
  }

  return {
    /** Whose job was put aside: what it owes is not looked for. */
    aside,
    park(
      act: (of: string, claim: Claim, why: string) => Promise<boolean>,
      of: string,
      claim: Claim,
      why: string,
    ) {
      if (claim.lost < 5) broken('nothing is put aside that can be done', `${claim.id}: ${why}`)
      aside.add(ownerOf(claim))
      return act(of, claim, why)
    },

    done(act: (of: string, claim: Claim) => Promise<boolean>, of: string, claim: Claim) {
      const { jobs } = memory.of(of)
      const before = jobs.all.get(claim.id)
      const isTheirs = before?.token === claim.token
      const answer = act(of, claim)
      if (isTheirs) {
        const how = ofPage(claim)
        if (how) broken('who is to be told is told', how)
        const incident = claim.job && 'incident' in claim.job && incidentIn(memory, claim.job.incident)
        const owes = incident && claim.kind === 'timer' && misowed(memory, incident)
        if (owes) broken('a deadline is owed as long as it holds', owes)
      }
      return answer
    },
  }
}
