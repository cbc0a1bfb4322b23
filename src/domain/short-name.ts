/** What AWS calls it within its account: `shop` of `arn:aws:ecs:us-east-1:123456789012:cluster/shop`, and of `shop`. */
export const shortName = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)

/** `arbor-production-green` of a target group's ARN, which ends with an id. */
export const groupName = (arn: string): string => arn.split('/').at(-2) ?? arn

/** `shop/db` of a secret's ARN, which ends with six characters of its own, and of `shop/db`. */
export const secretName = (id: string): string =>
  id.startsWith('arn:') ? id.replace(/^.*?:secret:/, '').replace(/-\w{6}$/, '') : id
