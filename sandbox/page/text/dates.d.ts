export function formatDate(
  timestamp: number,
  format: string,
  timeZone: string | undefined,
  now: number,
): string
