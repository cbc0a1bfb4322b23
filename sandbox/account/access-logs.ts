import type { SimulatedAws } from '../aws/aws.ts'

const fiveMinutes = 300_000
const files = 24

/** Two hours of what a load balancer has written: some of it slow, some of it failed. */
export function furnishAccessLogs(
  aws: SimulatedAws,
  { bucket, prefix }: { bucket: string; prefix?: string | undefined },
  now: number,
): void {
  const last = Math.floor(now / fiveMinutes) * fiveMinutes
  for (let back = 0; back < files; back++) {
    const end = last - back * fiveMinutes
    aws.s3.zip(
      bucket,
      accessKey(prefix, end),
      requests.map((request, i) => accessLine({ ...request, at: end - 290_000 + i * 20_000 })),
    )
  }
}

/** The key that AWS gives to what was written until then. */
export function accessKey(prefix: string | undefined, end: number): string {
  const [date = '', time = ''] = new Date(end).toISOString().split('T')
  const day = date.replaceAll('-', '/')
  const stamp = `${date.replaceAll('-', '')}T${time.slice(0, 5).replace(':', '')}Z`
  const root = prefix === undefined ? '' : `${prefix}/`
  return `${root}AWSLogs/123456789012/elasticloadbalancing/us-east-1/${day}/123456789012_elasticloadbalancing_us-east-1_app.main.50dc6c495c0c9188_${stamp}_10.0.0.5_2k9v.log.gz`
}

export interface Request {
  at: number
  path: string
  status?: number
  targetStatus?: number | '-'
  seconds?: number
  client?: string
  target?: string
}

/** A line as AWS writes it. */
export const accessLine = ({
  at,
  path,
  status = 200,
  targetStatus = status,
  seconds = 0.04,
  client = '198.51.100.23',
  target = '10.0.0.10:8080',
}: Request): string =>
  `https ${new Date(at).toISOString().replace('Z', '000Z')} app/main/50dc6c495c0c9188 ${client}:46532 ${targetStatus === '-' ? '-' : target} 0.001 ${targetStatus === '-' ? -1 : seconds} 0.000 ${status} ${targetStatus} 34 366 "GET https://api.example.com:443${path} HTTP/1.1" "curl/8.5.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/main/73e2d6bc24d8a067 "Root=1-58337262-36d228ad5d99923122bbe354" "api.example.com" "-" 0 ${new Date(at).toISOString()} "forward" "-" "-" "-" "${status}" "-" "-"`

const requests: Omit<Request, 'at'>[] = [
  { path: '/v1/jobs?token=s3cr3t-9f8e7d' },
  { path: '/v1/jobs/4711' },
  { path: '/v1/jobs/4712', target: '10.0.0.11:8080' },
  { path: '/v1/resumes', seconds: 2.4, target: '10.0.0.11:8080' },
  { path: '/v1/resumes', status: 503, targetStatus: '-' },
  { path: '/v1/login', status: 401, client: '203.0.113.99' },
  { path: '/v1/login', status: 401, client: '203.0.113.99' },
  { path: '/v1/resumes/parse', status: 504, targetStatus: '-', client: '198.51.100.40' },
  { path: '/health', client: '10.0.1.7' },
]
