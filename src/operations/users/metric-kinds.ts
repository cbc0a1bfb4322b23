import type { MetricKind } from '../metric-kind.ts'

/** What CloudWatch keeps of a user pool, app client by app client: each sign-in that was tried is a 1 where it succeeded, else a 0. */
export function metricsOfPool(id: string): MetricKind[] {
  const ofAllClients = (statistic: string): string =>
    `SUM(SEARCH('{AWS/Cognito,UserPool,UserPoolClient} MetricName="SignInSuccesses" UserPool="${id}"', '${statistic}'))`
  const counted = { statistic: 'Sum', unit: 'sign-ins' } as const
  return [
    {
      ...counted,
      asked: 'refused',
      label: 'refused sign-ins',
      expression: `${ofAllClients('SampleCount')} - ${ofAllClients('Sum')}`,
    },
    { ...counted, asked: 'sign-ins', label: 'sign-ins', expression: ofAllClients('Sum') },
  ]
}
