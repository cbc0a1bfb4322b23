/** A version that can be chosen. */
export interface Version {
  /** What to type. */
  value: string
  /** What it is, how old, and by whom. */
  label: string
  /** What is set otherwise there than in what runs now, besides the image. */
  more?: string
  /** What is most likely meant. */
  suggested?: true
  /** It ran, and people went back from it. */
  rolledBack?: true
  /** It runs now: what it is called for short. */
  isNow?: string
}

/** What a service runs now, in words, and what it ran before that, the latest first; by their numbers. */
export interface Before {
  now?: string
  earlier: Version[]
}
