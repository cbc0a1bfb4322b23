/** A Redis, or several, that Belay is tried on. */
export interface Layout {
  url: string
  /** What befalls it; resolves when it is over. */
  trouble?(): Promise<void>
  stop(): Promise<void>
}
