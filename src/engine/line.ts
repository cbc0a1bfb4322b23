import { quote, tokenize } from './tokens.ts'

/** A command line that says again what is known already: "deploy --system learnbot --service api-gateway". */
export const lineOf = (
  name: string,
  options: Record<string, string | number | boolean | undefined>,
): string =>
  [
    name,
    ...Object.entries(options).flatMap(([option, value]) => {
      if (value === undefined || value === false) return []
      if (value === true) return [`--${option}`]
      const text = String(value)
      return [`--${option} ${/^[\w@.:/-]+$/.test(text) ? text : quote(text)}`]
    }),
  ].join(' ')

/** Whether a text is all of what stands in quotes somewhere in a line. */
export const standsInQuotes = (text: string, line: string): boolean =>
  tokenize(line).some(({ quoted, value }) => quoted && value.trim() === text)
