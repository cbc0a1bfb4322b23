import type { Risk } from '../../domain/run/plan.ts'

/** Verbs of kubectl that stay with people, and why. */
const reasons: Record<string, [why: string, risk: Risk]> = {
  ...all(
    'it tells of the command line of your machine',
    'read',
    'version cluster-info completion options plugin',
  ),
  ...all(
    'it tells what a cluster knows, and not how it is',
    'read',
    'api-resources api-versions explain auth',
  ),
  ...all('it waits, and Belay shows once how it is', 'read', 'wait'),
  ...all('it opens an editor', 'change', 'edit'),
  ...all('it opens a session that somebody sits at', 'change', 'attach debug'),
  ...all('it opens a way to your own machine', 'change', 'port-forward proxy'),
  ...all('it takes a file of your machine', 'change', 'cp apply replace'),
  ...all('it takes a file of your machine', 'read', 'diff kustomize'),
  ...all('it sets up the command line of your machine', 'change', 'config'),
  ...all('Belay has no operation that makes things of a cluster', 'change', 'create run expose autoscale'),
  ...all('Belay has no operation that deletes things of a cluster', 'destructive', 'delete'),
  ...all(
    'Belay has no operation for it',
    'change',
    'drain cordon uncordon taint patch label annotate certificate set rollout',
  ),
}

function all(why: string, risk: Risk, verbs: string): Record<string, [string, Risk]> {
  return Object.fromEntries(verbs.split(' ').map(verb => [verb, [why, risk]]))
}

export const handVerbs = Object.keys(reasons)

export function handVerbOf(verb: string): { why: string; risk: Risk } | undefined {
  if (!Object.hasOwn(reasons, verb)) return undefined
  const [why, risk] = reasons[verb]!
  return { why, risk }
}
