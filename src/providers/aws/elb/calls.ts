import type { AwsCall } from '../call.ts'

/** `arbor/50dc6c495c0c9188` of a listener's or a load balancer's ARN. */
const balancerOf = (arn: string): string => /(?:listener|loadbalancer)\/\w+\/([\w-]+)/.exec(arn)?.[1] ?? arn

/** A call about a listener; `changes`: one that does not only look. */
export const aboutListener = (action: string, listener: string, changes = false): AwsCall => ({
  action: `elasticloadbalancing:${action}`,
  resource: balancerOf(listener),
  about: `listener of the load balancer ${balancerOf(listener)}`,
  // Policies know no single listener for what only looks.
  allow: { Resource: changes ? listener : '*' },
  ...(changes && { changes }),
})
