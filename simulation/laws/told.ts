import type { PageEvent } from '../../src/domain/page.ts'
import type { Entry } from '../../src/domain/timeline.ts'

/** What of PagerDuty's news is in no timeline, or not once. */
export function mistoldNews(
  timelines: Map<string, Entry[]>,
  { news, aside }: { news: Map<string, PageEvent>; aside: Set<string> },
): string | undefined {
  const counts = new Map<string, number>()
  for (const entry of [...timelines.values()].flat())
    if (entry.kind === 'news') {
      const said = JSON.stringify(entry.news)
      counts.set(said, (counts.get(said) ?? 0) + 1)
    }
  for (const [said, count] of counts) if (count > 1) return `${said}: ${count} times`
  for (const { pageId, news: told } of news.values()) {
    const said = JSON.stringify(told)
    if (!aside.has(pageId) && !counts.has(said)) return `${said} of ${pageId} is nowhere`
  }
  return undefined
}
