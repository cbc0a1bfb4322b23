import type { Intake } from '../../ports/intake.ts'
import type { Pager } from '../../ports/pager.ts'
import { told } from '../pages/news.ts'
import type { Performer } from '../performer.ts'

/** What somebody wrote, or what was news, of a page that was not known when it came: that is asked for and taken in first. */
export const earlyNote =
  (pager: Pager, intake: Intake): Performer<'early-note'> =>
  async ({ job: { page: pageId, intent: id, at, by, note, news } }) => {
    const page = await pager.page(pageId)
    if (!page) return
    await intake.page(told(page, undefined))
    const said = news ? { type: 'news' as const, news } : { type: 'annotated' as const, note: note ?? '' }
    await intake.page({ id, at, by, pageId, ...said, waited: true })
  }
