import type { Message } from './message.ts'
import { link, richText, words } from './rich.ts'

/** What stands there twice, and was answered: where the one is that is kept up to date. */
export const copy = (url: string): Message => ({
  text: 'This message stands here twice, and goes on in the other one.',
  blocks: [
    richText([
      { words: words('This message stands here twice, and goes on in ', link('the other one', url), '.') },
    ]),
  ],
})
