/** "2026-08-01", in UTC. */
export const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
