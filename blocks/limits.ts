/** Slack's maxima: how many characters or elements it takes before it refuses the whole message. */
export const limits = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** Over all blocks of a message; Slack refuses somewhere above. */
  messageCharacters: 12_000,
  /** Of those, for what a message says besides its headline and its buttons. */
  messageBody: 10_000,
  /** The notification's text: Slack cuts longer ones. */
  text: 4000,
  section: 3000,
  header: 150,
  actions: 25,
  contextElements: 10,
  button: 75,
  value: 2000,
  actionId: 255,
  blockId: 255,
  option: 75,
  optionValue: 150,
  selectOptions: 100,
  overflowOptions: 5,
  placeholder: 150,
  url: 3000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  viewTitle: 24,
  chartTitle: 50,
  chartLabel: 20,
  chartSeries: 6,
  chartPoints: 20,
  inputLabel: 2000,
  inputText: 3000,
  privateMetadata: 3000,
} as const

/** Belay's own, far below Slack's: nobody reads more of it on a phone. */
export const shown = {
  title: 240,
  why: 600,
  name: 80,
  quote: 2500,
  people: 5,
  links: 6,
  incidents: 25,
} as const

/** At most `max` characters, the last of them an ellipsis if something had to go. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text
  const kept = text.slice(0, Math.max(0, max - 1)).replace(/(?:[\uD800-\uDBFF]|\u200C|\u200D|\s)+$/u, '')
  return `${kept}…`
}

/** The first `max` and how many were left out, as people say it: "a, b and 3 more". */
export function listed(names: string[], max: number): string {
  const rest = names.length - max
  return rest > 0 ? `${names.slice(0, max).join(', ')} and ${rest} more` : names.join(', ')
}
