import type { Message, View } from '../../blocks/message.ts'

// biome-ignore lint/suspicious/noExplicitAny: the tests look at what is sent, as Slack does
type Json = any

/** Every object within, in order. */
export function* objects(json: Json): Generator<Json> {
  if (json === null || typeof json !== 'object') return
  if (!Array.isArray(json)) yield json
  for (const value of Object.values(json)) yield* objects(value)
}

const utc = ({ format, timestamp }: Json): string =>
  format
    .replace(/\{date\w*\} /, '')
    .replace(/\{time\w*\}/, new Date(timestamp * 1000).toISOString().slice(11, 16))

function word(element: Json): string {
  if (element.type === 'date') return utc(element)
  if (element.type === 'user') return `<@${element.user_id}>`
  return element.text ?? ''
}

/** The blocks' text as a person in London reads it in winter, line by line; buttons are left out. */
export const reads = (message: Message): string =>
  message.blocks
    .flatMap((block: Json) => {
      if (block.type === 'section') return [block.text.text]
      if (block.type !== 'rich_text') return []
      return block.elements.map((part: Json) => {
        const text = part.elements.map(word).join('')
        return part.type === 'rich_text_quote' ? `> ${text.replaceAll('\n', '\n> ')}` : text
      })
    })
    .join('\n')

/** What can be clicked, with the command behind it. */
export const clicks = (message: Message): Record<string, string> =>
  Object.fromEntries(
    [...objects(message.blocks)]
      .filter(({ value, text }) => value !== undefined && text?.type === 'plain_text')
      .map(({ text, value }) => [text.text, value]),
  )

/** The labels that show without opening a menu, in order; menus in brackets. */
export const row = (message: Message): string[] =>
  message.blocks
    .filter((block: Json) => block.type === 'actions')
    .flatMap((block: Json) =>
      block.elements.map((element: Json) =>
        element.type === 'button'
          ? element.text.text
          : element.type === 'overflow'
            ? '⋯'
            : `${element.placeholder.text} ▾`,
      ),
    )

/** A button as it is sent, by its label. */
export const button = (message: Message, label: string): Json =>
  [...objects(message.blocks)].find(({ type, text }) => type === 'button' && text.text === label)

/** What the dialog before a button's command says. */
export const confirms = (message: Message, label: string): string | undefined =>
  button(message, label)?.confirm?.text.text

/** The links, label to address. */
export const linked = (message: Message): Record<string, string> =>
  Object.fromEntries(
    [...objects(message.blocks)].filter(({ type }) => type === 'link').map(({ text, url }) => [text, url]),
  )

/** What a modal asks, by argument name. */
export const asks = (view: View): Record<string, Json> =>
  Object.fromEntries(
    view.blocks.flatMap((block: Json) => (block.element ? [[block.block_id, block.element]] : [])),
  )
