import { describe, expect, it } from 'vitest'
import {
  declareModal,
  escalateModal,
  leadModal,
  mergeModal,
  noteModal,
  severityModal,
  snoozeModal,
  updateModal,
} from '../../blocks/modals.ts'
import { viewFaults } from './check.ts'
import { asks } from './reading.ts'
import { acknowledged, pagerduty, system, triggered } from './sample.ts'

const values = (element: { options: { value: string }[] }) => element.options.map(({ value }) => value)

describe('declaring an incident', () => {
  const learnbot = system('learnbot', 'LearnBot', { production: ['api', 'web'], staging: ['api'] })

  it('asks what is wrong, how bad, where; not for the only system there is', () => {
    const view = declareModal([learnbot])
    expect(Object.keys(asks(view))).toEqual(['title', 'severity', 'environment', 'service'])
    expect(view.private_metadata).toBe('incident declare --system learnbot')
    expect(values(asks(view).severity)).toEqual(['P1', 'P4'])
    expect(values(asks(view).environment)).toEqual(['production', 'staging'])
    expect(values(asks(view).service)).toEqual(['api', 'web'])
    expect(viewFaults(view)).toEqual([])
  })

  it('starts from the message it was declared on', () => {
    const { title, severity, service } = asks(
      declareModal([learnbot], { title: 'checkout\nfails', severity: 'P1', service: 'web' }),
    )
    expect(title.initial_value).toBe('checkout fails')
    expect(severity.initial_option.value).toBe('P1')
    expect(service.initial_option.value).toBe('web')
  })

  it('chooses nothing that is not there, and no severity by itself', () => {
    const { severity, title } = asks(declareModal([learnbot], { severity: 'P2', title: ' ' }))
    expect(severity.initial_option).toBeUndefined()
    expect(title.initial_value).toBeUndefined()
  })

  it('says whose a service is when there are several systems', () => {
    const travellr = system('travellr', 'Travellr', { production: ['api'] })
    const view = declareModal([learnbot, travellr])
    expect(values(asks(view).system)).toEqual(['learnbot', 'travellr'])
    expect(asks(view).service.options[0].text.text).toBe('api (LearnBot, Travellr)')
    expect(view.private_metadata).toBe('incident declare')
  })

  it('asks for no service where there is none', () => {
    const view = declareModal([system('arbor', 'Arbor', { production: [] })])
    expect(Object.keys(asks(view))).toEqual(['title', 'severity'])
    expect(view.private_metadata).toBe('incident declare --system arbor --environment production')
  })
})

describe('what is asked about an incident', () => {
  it.each([
    ['update', updateModal, 'text'],
    ['note', noteModal, 'text'],
    ['snooze', snoozeModal, 'duration'],
    ['severity', severityModal, 'severity'],
    ['escalate', escalateModal, 'level'],
    ['lead', leadModal, 'person'],
  ] as const)('%s is re-entered as a command that its answer completes', (does, modal, argument) => {
    const view = modal(acknowledged())
    expect(view.private_metadata).toBe(`incident ${does} k3jd8w2m5x7q`)
    expect(Object.keys(asks(view))).toEqual([argument])
    expect(view.title.text).toContain('INC-42')
    expect(viewFaults(view)).toEqual([])
  })

  it('an update must be written', () => {
    expect(updateModal(acknowledged()).blocks[0]).not.toHaveProperty('optional')
  })

  it('a snooze has an end', () => {
    const { duration } = asks(snoozeModal(acknowledged()))
    expect(values(duration)).toEqual(['30m', '60m', '120m', '240m', '480m'])
    expect(duration.options[1].text.text).toBe('1 h')
    expect(duration.initial_option.value).toBe('30m')
  })

  it('a severity starts from the present one', () => {
    const { severity } = asks(severityModal(acknowledged()))
    expect(values(severity)).toEqual(['P1', 'P2', 'P3'])
    expect(severity.initial_option.value).toBe('P1')
  })

  it('escalating tells what each level is for, where the system file says so', () => {
    const incident = acknowledged()
    const ladder = incident.policy.ladder.map((level, i) => ({
      ...level,
      for: ['restarts', 'code', 'security'][i]!,
    }))
    const view = escalateModal({ ...incident, policy: { ...incident.policy, ladder } })
    const said = asks(view).level.options.map(
      ({ text, description }: Record<string, { text: string }>) => `${text!.text} | ${description!.text}`,
    )
    expect(said).toEqual([
      'Level 1: @learnbot-oncall | for restarts',
      'Level 2: @learnbot-leads | for code',
      'Level 3: cto@learnbot.example.com, one person | for security',
    ])
    expect(viewFaults(view)).toEqual([])
  })

  it('escalating offers the levels that its severity reaches, and says what it takes away', () => {
    const view = escalateModal(acknowledged())
    expect(asks(view).level.options.map((o: { text: { text: string } }) => o.text.text)).toEqual([
      'Level 1: @learnbot-oncall',
      'Level 2: @learnbot-leads',
      'Level 3: cto@learnbot.example.com, one person',
    ])
    expect(view.blocks[0]).toMatchObject({
      hint: { text: 'It goes back to triggered: Ana no longer has it.' },
    })
    expect(values(asks(escalateModal(triggered({ severity: 'P2' }))).level)).toEqual(['1', '2'])
  })

  it('a lead is a person of Slack, the present one to begin with', () => {
    expect(asks(leadModal(acknowledged())).person).toMatchObject({
      type: 'users_select',
      initial_user: 'U0ANA',
    })
    expect(asks(leadModal(acknowledged({ lead: pagerduty }))).person).not.toHaveProperty('initial_user')
  })

  it('merging offers the other open incidents of its system; none, when there is none', () => {
    const mine = triggered()
    const others = [
      mine,
      triggered({ id: 'o', number: 41, title: 'db is slow' }),
      triggered({ id: 'x', system: 'else' }),
    ]
    const { into } = asks(mergeModal(mine, others)!)
    expect(into.options).toEqual([
      { text: { type: 'plain_text', text: 'INC-41 db is slow', emoji: false }, value: 'o' },
    ])
    expect(mergeModal(mine, [mine])).toBeUndefined()
  })
})
