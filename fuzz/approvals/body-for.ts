import type { Run } from '../../src/domain/run/run.ts'
import { type Attempt, again, axes } from './attempt.ts'
import { type Cast, sayingOf } from './cast.ts'
import { type Body, bodyOf } from './deliver.ts'
import { people, type Stage } from './stage.ts'

const who: Record<string, string> = {
  'an approver': people.ben,
  'the CTO': people.cara,
  'who asked, an approver too': people.ana,
  'a bystander': people.dan,
  'who was taken out of the group': people.eve,
  'who has left the company': people.fred,
  'an approver of another system': people.gus,
  'an approver in small letters': 'u0ben',
  'Belay itself': 'U0BELAY',
  nobody: 'U0NOBODY',
}
const teams: Record<string, string | undefined> = {
  ours: 'T0BELAY',
  another: 'T0OTHER',
  none: undefined,
  'the prototype': '__proto__',
}

const otherSign = (text: string) => text.slice(0, -1) + (text.endsWith('0') ? '1' : '0')

/** An attempt as it is sent. */
export function bodyFor(stage: Stage, responseUrl: string, { runs, genuine }: Cast, attempt: Attempt): Body {
  const those = runs[attempt.run]!
  const run = those[attempt.target % those.length]!
  const [one, another] = Object.values(runs)
    .flat()
    .filter(({ id, digest }) => id !== run.id && digest !== run.digest) as [Run, Run]
  const wrong = Object.keys(axes).filter(axis => !isRight(axis as keyof typeof axes, attempt))
  // What is right but for having been sent before: the yes that one has begun by.
  if (wrong.length === 1 && attempt.proof === again) return genuine

  const ids: Record<string, string> = {
    'its own': run.id,
    'of another run': one.id,
    cut: run.id.slice(1),
    longer: `${run.id}0`,
    'in capitals': `${run.id.toUpperCase()}F`,
    'one sign changed': otherSign(run.id),
    'a number': 'INC-1',
    'a path': `../${run.id}`,
    'two at once': `${run.id} ${one.id}`,
    none: '',
  }
  const digests: Record<string, string> = {
    'its own': run.digest,
    'of another run': another.digest,
    'of an older plan': runs.void![0]!.digest === run.digest ? one.digest : runs.void![0]!.digest,
    'one sign changed': otherSign(run.digest),
    cut: run.digest.slice(1),
    longer: `${run.digest}0`,
    'in capitals': `${run.digest.toUpperCase()}`,
    nothing: '',
    'a star': '*',
    zeros: '0'.repeat(64),
    'the id': run.id,
  }
  const [id, digest] = [ids[attempt.id]!, digests[attempt.digest]!]
  const yes = `run approve ${id} ${digest}`.trim()
  const lines: Record<string, string> = {
    approve: yes,
    'break the glass': `run break-glass ${id} nobody answers`,
    'settle as done': `run settle ${id} done`,
    extend: `run extend ${id} 30m`,
    'approve, and more words': `${yes} and at once`,
    'approve behind another command': `help ${yes}`,
    'approve on a second line': `runs\n${yes}`,
    'approve as an option': `run --approve ${id} --digest ${digest}`,
    'approve in the name of Ben': `${yes} --user ${people.ben} --as ${people.ben}`,
    'two commands': `incident list && ${yes}`,
  }
  const user = who[attempt.who]!
  const home = sayingOf(stage, responseUrl, run).channel
  const places: Record<string, string> = {
    "the system's channel": home,
    'alone with Belay': stage.directOf(user),
    "another system's channel": stage.channelOf('#alerts'),
    'a channel of no system': stage.channelOf('#general'),
    'a channel that is not there': 'C0NOWHERE',
  }
  const said = {
    user,
    team: teams[attempt.team],
    channel: places[attempt.where]!,
    line: lines[attempt.line]!,
  }
  return bodyOf(sayingOf(stage, responseUrl, run, { ...said, way: attempt.way }))
}

const isRight = (axis: keyof typeof axes, attempt: Attempt): boolean =>
  (axes[axis].right as readonly string[]).includes(attempt[axis])
