/** What was truly the sender's and not understood, kept for a while for a person to look at. */
export interface Aside {
  /** Keeps it, once however often it is delivered; resolves when it is safe, with the id under which it is found. */
  keep(what: { source: string; delivery: string; why: string; body: string }): Promise<string>
}
