import type { Simple } from '../domain/runbook/line.ts'
import { shown } from './text.ts'

/** What a phone or a word processor makes of quotes and dashes, where a word begins. */
const typographic = /^(?:(?:--?[\w-]+=)?(?=[“”„«‘’])|(?=[–—][a-z]))(.)/i

/** In words what is meant instead. */
export function typographicIn({ words }: Simple): string | undefined {
  const mark = words.map(word => typographic.exec(shown(word))?.[1]).find(found => found !== undefined)
  return mark && `${mark} is no sign of a shell: ${/[–—]/.test(mark) ? '--' : '"'} is meant?`
}
