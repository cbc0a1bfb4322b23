import type { Text } from '../../domain/runbook/line.ts'
import { inputOf } from '../inputs.ts'
import { literal } from '../text.ts'

/** Commands to which braces say something. */
const programs =
  /^(?:jq|yq|g?awk|sed|[ef]?grep|rg|perl|find|xargs|psql|mysql|mariadb|mongo|mongosh|echo|printf)$/
/** Options that take a text with a language of its own. */
const texts = /^(?:-d|--data(?:-\w+)*|--json|--query|--filter-pattern)$/

/** What kubectl shows things by. */
const forms = /^(?:(?:-o|--output)=)?(?:jsonpath|go-template|custom-columns)=/

const braced = /(?<![$@%#\\{])(\{[A-Za-z][\w-]*(?: [A-Za-z][\w-]*){0,4}\})(?!\})/

/** `{pod}` in the words of a command as a blank. */
export const withBraces = (words: Text[]): Text[] =>
  programs.test(literal(words[0]) ?? '')
    ? words
    : words.map((word, i) =>
        texts.test(literal(words[i - 1]) ?? '') || forms.test(literal(word.slice(0, 1)) ?? '')
          ? word
          : withBlanks(word),
      )

/** The same in one word, or in what a variable is set to. */
export const withBlanks = (word: Text): Text =>
  word.flatMap(part => (typeof part === 'string' ? blanksIn(part) : [part]))

const blanksIn = (text: string): Text =>
  text
    .split(braced)
    .flatMap(
      (part, i): Text =>
        i % 2 === 1 ? [{ of: 'input', input: inputOf(part.slice(1, -1)) }] : part === '' ? [] : [part],
    )
