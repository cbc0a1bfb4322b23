import type { Sns } from '../../sandbox/aws/sns.ts'
import type { Chance } from '../../simulation/chance.ts'
import { changed, damaged } from './mutate.ts'
import type { Sent } from './request.ts'
import { systemIn } from './webhooks.ts'

/** The topic that LearnBot's file lists here. */
export const topic = 'arn:aws:sns:us-east-1:123456789012:alarms'

const describedAs = ['', 'Too many 5xx. https://r.example.com/x', '<!channel>', '\n\n']

/** What CloudWatch has SNS tell, signed as SNS signs it unless something was changed afterwards. */
export function snsRequest(sns: Sns, chance: Chance): Sent {
  const arn = { arn: topic, version: chance.pick(['1', '2'] as const) }
  const alarm = sns.alarm(arn, {
    name: `alarm-${Math.floor(chance.between(0, 40))}`,
    state: chance.pick(['ALARM', 'OK', 'INSUFFICIENT_DATA']),
    at: Date.now() - Math.floor(chance.between(0, 3_600_000)),
    description: chance.pick(describedAs),
  })
  const inner = () => {
    const said = changed(JSON.parse(alarm.Message!), chance)
    return chance.happens(0.8) ? (JSON.stringify(said) ?? '') : 'Your budget is exceeded.'
  }
  const message = () => sns.message(arn, { Type: 'Notification', Message: inner() })
  const kind = chance.pick([
    'alarm',
    'signed, odd',
    'signed, odd',
    'forged',
    'subscription',
    'bytes',
  ] as const)
  const said: Record<typeof kind, () => unknown> = {
    alarm: () => alarm,
    'signed, odd': message,
    forged: () => ({ ...message(), Signature: chance.pick(['AAAA', '', alarm.Signature!, '%%%']) }),
    subscription: () =>
      chance.happens(0.5) ? sns.subscription(arn) : changed(sns.subscription(arn), chance),
    bytes: () => changed(alarm, chance),
  }
  const whole = Buffer.from(JSON.stringify(said[kind]()) ?? '')
  return {
    door: 'sns',
    kind,
    method: 'POST',
    path: `/webhooks/sns/${systemIn(chance)}`,
    body: kind === 'bytes' && chance.happens(0.5) ? damaged(whole, chance) : whole,
    headers: { 'content-type': 'text/plain; charset=UTF-8' },
    ...(kind === 'forged' && { unproven: true }),
  }
}
