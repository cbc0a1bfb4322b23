/** What all keys of one system begin with: one hash tag, so that a script can touch them all in a Cluster too. */
export const keysOf = (system: string): string => `belay:{${system}}:`
