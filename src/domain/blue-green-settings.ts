import { z } from 'zod'
import { TargetGroup } from './environment-settings.ts'
import { HttpUrl, Text } from './setting.ts'

const Listener = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:listener\/[\w/-]+$/,
    'expected the ARN of a listener',
  )

const Colour = z.strictObject({
  service: Text,
  targetGroup: TargetGroup,
  /** Where it can be looked at while the other one is live. */
  health: HttpUrl.optional(),
})

/** Two ECS services that take turns: the one whose target group the listener forwards to is live. */
export const BlueGreen = z
  .strictObject({ listener: Listener, blue: Colour, green: Colour })
  .refine(({ blue, green }) => blue.targetGroup !== green.targetGroup, {
    error: 'expected another target group than blue has',
    path: ['green', 'targetGroup'],
  })
  .refine(({ blue, green }) => blue.service !== green.service, {
    error: 'expected another service than blue has',
    path: ['green', 'service'],
  })
export type BlueGreen = z.infer<typeof BlueGreen>
export const colours = ['blue', 'green'] as const
export type Colour = (typeof colours)[number]
