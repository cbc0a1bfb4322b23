/** Arguments that only the command line of AWS has, by command. */
export const extras: Record<string, readonly string[]> = {
  'ec2 authorize-security-group-ingress': ['protocol', 'port', 'cidr', 'source-group', 'group-owner'],
  'ec2 authorize-security-group-egress': ['protocol', 'port', 'cidr', 'source-group', 'group-owner'],
  'ec2 revoke-security-group-ingress': ['protocol', 'port', 'cidr', 'source-group', 'group-owner'],
  'ec2 revoke-security-group-egress': ['protocol', 'port', 'cidr', 'source-group', 'group-owner'],
  'ec2 run-instances': ['count', 'private-ip-addresses', 'secondary-private-ip-addresses'],
  'logs filter-log-events': ['interleaved'],
  'lambda invoke': ['outfile'],
}
