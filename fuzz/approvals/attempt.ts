import type { Chance } from '../../simulation/chance.ts'

/** Of a change that takes two: Ben has said yes, and says it again. */
export const half = 'approved by Ben, who needs another'
export const again = 'sent before, the same again'

/** What an approval is made of: for each, how it would be right, and every way in which it is wrong. */
export const axes = {
  /** In which state the run is that is meant. */
  run: {
    right: ['waiting'],
    wrong: ['expired', 'declined', 'cancelled', 'done', 'void', half],
  },
  who: {
    right: ['an approver', 'the CTO'],
    wrong: [
      'who asked, an approver too',
      'a bystander',
      'who was taken out of the group',
      'who has left the company',
      'an approver of another system',
      'an approver in small letters',
      'Belay itself',
      'nobody',
    ],
  },
  where: {
    right: ["the system's channel", 'alone with Belay'],
    wrong: ["another system's channel", 'a channel of no system', 'a channel that is not there'],
  },
  team: { right: ['ours'], wrong: ['another', 'none', 'the prototype'] },
  id: {
    right: ['its own'],
    wrong: [
      'of another run',
      'cut',
      'longer',
      'in capitals',
      'one sign changed',
      'a number',
      'a path',
      'two at once',
      'none',
    ],
  },
  digest: {
    right: ['its own'],
    wrong: [
      'of another run',
      'of an older plan',
      'one sign changed',
      'cut',
      'longer',
      'in capitals',
      'nothing',
      'a star',
      'zeros',
      'the id',
    ],
  },
  line: {
    right: ['approve'],
    wrong: [
      'break the glass',
      'settle as done',
      'extend',
      'approve, and more words',
      'approve behind another command',
      'approve on a second line',
      'approve as an option',
      'approve in the name of Ben',
      'two commands',
    ],
  },
  proof: {
    right: ["Slack's signature"],
    wrong: [
      'none',
      'of another secret',
      'of another body',
      'too old',
      'of the future',
      'in capitals',
      'cut',
      'of another version',
      again,
    ],
  },
} as const
export type Axis = keyof typeof axes

/** By what it is asked; each can be right. */
export const ways = [
  ...(['button', 'menu', 'choice of people', 'form'] as const),
  ...(['mention', 'direct message', 'slash command'] as const),
]
export type Way = (typeof ways)[number]

/** `target`: which of the runs in that state. */
export type Attempt = Record<Axis, string> & { way: Way; target: number }

export const axisNames = Object.keys(axes) as Axis[]
/** So often one axis is wrong; what shows no proof is refused unread, which a few show. */
const wrongOften = (axis: Axis): number => (axis === 'proof' ? 0.05 : 0.22)
/** So often something new is looked for that is wrong in one way only. */
const looks = 50
const targets = 5

export const wrongIn = (attempt: Attempt): Axis[] =>
  axisNames.filter(axis => (axes[axis].wrong as readonly string[]).includes(attempt[axis]))

function made(chance: Chance, wrong: Partial<Record<Axis, string>>, way = chance.pick(ways)): Attempt {
  const right = Object.fromEntries(axisNames.map(axis => [axis, chance.pick<string>(axes[axis].right)]))
  const attempt = { ...(right as Record<Axis, string>), ...wrong }
  // The CTO would be the other one.
  if (attempt.run === half && attempt.who === 'the CTO') attempt.who = 'an approver'
  return { ...attempt, way, target: Math.floor(chance.between(0, targets)) }
}

/**
 * Attempts without end, each wrong in at least one way and none like another, as `keyOf` tells them apart; those that are
 * wrong in only one come first.
 */
export function* attempts(chance: Chance, keyOf: (attempt: Attempt) => string): Generator<Attempt> {
  const seen = new Set<string>()
  function isNew(attempt: Attempt): boolean {
    const before = seen.size
    return before < seen.add(keyOf(attempt)).size
  }
  function newOne(wrong: Partial<Record<Axis, string>>, way: Way): Attempt | undefined {
    for (let look = 0; look < looks; look++) {
      const attempt = made(chance, wrong, way)
      if (isNew(attempt)) return attempt
    }
    return undefined
  }
  for (const axis of axisNames)
    for (const wrong of axes[axis].wrong)
      for (const way of ways) {
        const attempt = newOne({ [axis]: wrong }, way)
        if (attempt) yield attempt
      }
  for (;;) {
    const wrong = axisNames.flatMap(axis =>
      chance.happens(wrongOften(axis)) ? [[axis, chance.pick<string>(axes[axis].wrong)]] : [],
    )
    const attempt = made(chance, Object.fromEntries(wrong))
    if (wrong.length > 0 && isNew(attempt)) yield attempt
  }
}
