/** A version that can be chosen. */
export interface Version {
  /** What to type. */
  value: string
  /** What it is called for short. */
  name: string
  /** What became of it, when it ran before. */
  became?: string
  /** How old it is, by whom, and what else tells it from others. */
  facts: string[]
  /** What is set otherwise there than in what runs now, besides the image. */
  more?: string
  /** What is most likely meant. */
  suggested?: true
  /** It ran, and people went back from it. */
  rolledBack?: true
  /** It runs now. */
  isNow?: true
}

/** As somebody chooses it in a form: what it is called, and what is known of it. */
export const toChoice = (version: Version): Version & { label: string } => {
  const { name, became, facts } = version
  return { ...version, label: [name, ...(became === undefined ? [] : [became]), ...facts].join(' · ') }
}

/** What a service runs now, in words, and what it ran before that, the latest first; by their numbers. */
export interface Before {
  now?: string
  earlier: Version[]
}
