import { z } from 'zod'
import { isBroad } from '../../domain/matchers.ts'
import type { Input, Text } from '../../domain/runbook/line.ts'
import type { Tree } from '../../domain/runbook/verdict.ts'
import { masked } from '../aws/holes.ts'
import { act, byHand, type Judged } from './family.ts'

/** How long it is to be quiet is asked for: the times of an example are over. */
const howLong: Input = {
  name: 'for how long',
  kind: 'text',
  example: '2h',
  why: 'the times written there are those of an example',
}

/** What Alertmanager's API is sent to silence alerts is Belay's own silence. */
export function silenceOf(body: Text | undefined): Judged {
  const { text, back } = masked(body ?? [])
  const silence = read(text)
  if (!silence)
    return byHand(
      'it cannot be carried out as it stands',
      'mild',
      'a silence is JSON with matchers, startsAt and endsAt',
    )
  const matchers = silence.matchers.map(
    ({ name, value, isRegex, isEqual }): Tree => ({
      map: {
        name: back(name),
        value: back(value),
        isRegex: { boolean: isRegex },
        isEqual: { boolean: isEqual },
      },
    }),
  )
  return act(
    'belay',
    'silence',
    isBroad(silence.matchers) ? 'change' : 'mild',
    { matchers: { list: matchers }, comment: back(silence.comment), for: [{ of: 'input', input: howLong }] },
    {},
  )
}

const Silence = z.object({
  matchers: z
    .array(
      z.object({
        name: z.string(),
        value: z.string(),
        isRegex: z.boolean().default(false),
        isEqual: z.boolean().default(true),
      }),
    )
    .min(1),
  comment: z.string().default(''),
})

function read(text: string): z.infer<typeof Silence> | undefined {
  try {
    return Silence.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
