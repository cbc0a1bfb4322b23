export interface Word {
  type: string
  text?: string
  url?: string
  user_id?: string
  usergroup_id?: string
  channel_id?: string
  range?: string
  name?: string
  timestamp?: number
  format?: string
  fallback?: string
  style?: Record<string, boolean>
}

export interface RichTextElement {
  type: string
  elements: (Word | RichTextElement)[]
  style?: string
}

export function parseMrkdwn(text: string, options?: { verbatim?: boolean }): RichTextElement[]
