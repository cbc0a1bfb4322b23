/** Controls, directions, tags, lone surrogates and fillers: what is there without being seen. Joiners stay, scripts and emoji need them. */
export const unseen =
  /(?:[\p{Cc}\p{Cf}\p{Cs}]|\u034F|\u115F|\u1160|\u17B4|\u17B5|\u2800|\u3164|\uFFA0)(?<![\n\u200C\u200D])/gu

/** What colours a terminal, also as it is written in JSON and by syslog. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what they begin with.
const colours = /(?:\x1b|\u241B|\\{1,3}(?:u001b|x1b|033|e)|#033)\[[0-?]{0,30}[ -/]{0,3}[@-~]/gi
/** Joiners between plain letters and signs join nothing. */
const joiners = /(?<=[!-~])[\u200C\u200D]+(?=[!-~])/g

/** A text as it is read, its tabs and line breaks kept: nothing that is not seen comes between its letters. */
export const asRead = (text: string): string =>
  text
    .replace(colours, '')
    .replace(unseen, found => (found === '\t' || found === '\r' ? found : ''))
    .replace(joiners, '')
