/** What takes a service back to what ran before, for an incident where there is one. */
export const rollBack = (
  { system, environment, service }: { system: string; environment: string; service: string },
  incident?: string,
): string =>
  `rollback --system ${system} --environment ${environment} --service ${service}${incident === undefined ? '' : ` --incident ${incident}`}`
