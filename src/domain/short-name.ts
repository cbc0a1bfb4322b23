/** What AWS calls it within its account: `shop` of `arn:aws:ecs:us-east-1:123456789012:cluster/shop`, and of `shop`. */
export const shortName = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)
