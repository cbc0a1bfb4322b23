import type { Intake } from '../../ports/intake.ts'
import type { Pager } from '../../ports/pager.ts'
import { told } from '../pages/news.ts'
import type { Performer } from '../performer.ts'

/** What somebody wrote of a page that was not known when it came: the page is asked for and taken in, then the note. */
export const earlyNote =
  (pager: Pager, intake: Intake): Performer<'early-note'> =>
  async ({ job: { page: pageId, intent: id, at, by, note } }) => {
    const page = await pager.page(pageId)
    if (!page) return
    await intake.page(told(page, undefined))
    await intake.page({ id, type: 'annotated', at, by, pageId, note, waited: true })
  }
