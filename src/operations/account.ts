import type { Environment } from '../domain/system.ts'

/** Which account and region something of an environment is in, as AWS's calls take it. */
export const accountOf = ({
  region,
  role,
}: Pick<Environment, 'region' | 'role'>): { region?: string; role?: string } => ({
  ...(region !== undefined && { region }),
  ...(role !== undefined && { role }),
})
