/** INC-42 as people write it: in any case, with whatever dash a keyboard makes of a hyphen, or none. */
const label = /^#?inc[-‐‑‒–—−_]*#?(\d+)$/i
const plain = /^#?(\d+)$/
const begun = /^#?inc[-‐‑‒–—−_]*#?(?:\d|$)/i
const opening = /^[([{<"'“”„‘’*`~]+/
const closing = /[)\]}>"'“”‘’*`~.,:;!?…]+$/

/** Without the brackets and quotes around it, and what ends a clause behind it. */
export const bare = (text: string): string => text.replace(opening, '').replace(closing, '')

/** The number of the incident that a text names, as INC-42 or 42; undefined where it names none by number. */
export function incidentNumber(text: string): string | undefined {
  const name = bare(text)
  return (label.exec(name) ?? plain.exec(name))?.[1]
}

/** Whether it can be nothing but a label: INC-42, and also what was to become one, as "INC-" or "INC-4x". */
export const isLabel = (text: string): boolean => begun.test(bare(text))

/** Whether it is a number alone, which a level or a text may begin with as well. */
export const isNumber = (text: string): boolean => plain.test(bare(text))
