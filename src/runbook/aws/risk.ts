import type { Risk } from '../../domain/run/plan.ts'

const reads =
  /^(?:Describe|List|Get|BatchGet|Filter|Search|Lookup|Query|Select|Scan|Head|Test|Estimate|Simulate|Preview|Validate|Check|Download|StartQuery)/
const destroys = /^(?:Delete|Terminate|Purge|Remove|Deregister|BatchDelete|Destroy|Reset|Revoke)/

/** By the verb of the operation, whatever the heading above it says. */
export const riskOf = (operation: string): Risk =>
  reads.test(operation) ? 'read' : destroys.test(operation) ? 'destructive' : 'change'

const secrets =
  /^(?:GetSecretValue|BatchGetSecretValue|GetRandomPassword|GetAuthorizationToken|GetSessionToken|GetFederationToken|GetParametersByPath|GetParameters?|GetParameterHistory|GetPasswordData|DescribeUserPoolClient|DescribeIdentityProvider|GetTokensFromRefreshToken)$/

/** What it answers is kept for later steps and never shown. */
export const answersSecret = (operation: string): boolean => secrets.test(operation)
