/** What comes first, over all processes. */
export interface Firsts {
  /** Whether nothing has come under this name, or what has is so many real milliseconds ago; from now on something has. */
  take(name: string, forMs: number): Promise<boolean>
  /** It came to nothing, or is over: what comes next under this name is the first again. */
  release(name: string): Promise<void>
}
