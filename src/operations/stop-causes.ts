import type { TaskState } from '../ports/clusters.ts'

const portTaken = 'A port is taken: see the port mappings of its task definition.'

/** What ECS says of tasks that do not stay up, and what it means in words that say where to look. */
const causes: { said: RegExp; means: string }[] = [
  {
    said: /ResourceInitializationError.*(?:secret|ssm|parameter)/is,
    means:
      'A secret or parameter of its task definition could not be read: see that it is there and that the execution role may read it.',
  },
  {
    said: /ResourceInitializationError/i,
    means: 'Its network or a mount could not be set up: subnets, endpoints and volumes are where to look.',
  },
  {
    said: /CannotPullContainerError|ImageNotFound|manifest unknown/i,
    means:
      'Its image could not be pulled: the tag is not in its registry, or the execution role may not read it.',
  },
  {
    said: /OutOfMemory|\bexit 137\b/i,
    means: 'It ran out of memory (exit 137): give it more, or go back to a version that took less.',
  },
  { said: /port is already allocated/i, means: portTaken },
  {
    said: /failed (?:ELB|container) health checks/i,
    means: 'It came up and did not pass its health checks in time.',
  },
  { said: /\bexit 139\b/, means: 'It crashed (exit 139, a segmentation fault).' },
  { said: /\bexit 143\b/, means: 'It was told to end and did (exit 143).' },
  { said: /\bexit 1\b/, means: 'The program ended by itself with an error (exit 1): its log says why.' },
]

/** What a program writes before it ends by itself. */
const written: typeof causes = [
  { said: /address already in use|EADDRINUSE/i, means: portTaken },
  {
    said: /password authentication failed|no pg_hba\.conf entry|access denied for user|SQLSTATE\[28|authentication failed.*mongo|MongoServerError: Authentication/i,
    means: 'Its database refuses the user or the password that it is given: see the secret of that.',
  },
  {
    said: /(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|connection refused|timed? ?out).*(?:\b(?:5432|3306|27017)\b|postgres|mysql|mongo|database)|(?:postgres|mysql|mongo|database).*(?:ECONNREFUSED|ETIMEDOUT|connection refused|timed? ?out|unreachable)|could not connect to server|SQLSTATE\[08|SQLSTATE\[HY000\] \[2002\]|MongoServerSelectionError|ENOTFOUND \S*\.rds\./i,
    means:
      'It could not reach its database: see its address, that it is up, and the security groups between the two.',
  },
  {
    said: /\b(?:env|environment)\b.*\b(?:missing|required|not set|undefined|not found)\b|\b(?:missing|required|undefined)\b.*\b(?:env|environment)\b|KeyError: '[A-Z][A-Z0-9_]+'|EnvNotFound/i,
    means: 'A variable that it wants is not given: see what its task definition gives it.',
  },
]

/** What the last lines of a program point at, the last of them first. */
export const causeIn = (lines: string[]): string | undefined =>
  lines.toReversed().flatMap(line => written.find(({ said }) => said.test(line))?.means ?? [])[0]

/** "exit 137, OutOfMemoryError: Container killed due to memory usage" */
export const why = ({ exit, stoppedReason, containerReason }: TaskState): string =>
  [exit === undefined ? undefined : `exit ${exit}`, containerReason ?? stoppedReason]
    .filter(part => part !== undefined && part !== '')
    .join(', ')

/** What stopped tasks point at, each once. */
export const causesOf = (stopped: TaskState[]): string[] => [
  ...new Set(
    stopped.flatMap(task => {
      const said = `${why(task)} ${task.stoppedReason ?? ''}`
      return causes.find(cause => cause.said.test(said))?.means ?? []
    }),
  ),
]
