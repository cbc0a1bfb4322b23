import type { KnownBlock, ModalView } from '@slack/types'

/** A Slack message. `text` is the push notification and stands alone: its first forty characters say how bad, what, where. */
export interface Message {
  text: string
  blocks: KnownBlock[]
}

export type View = ModalView

export interface FileDraft {
  name: string
  title: string
  content: string
  comment: string
}
