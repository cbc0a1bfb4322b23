import { describe, expect, it } from 'vitest'
import { failedFile, failedPost, formByButton, unopened } from '../../blocks/apology.ts'
import { said } from '../../blocks/refusal.ts'
import { type Fault, OutsideError } from '../../src/domain/errors.ts'
import { faults } from './check.ts'
import { clicks, reads } from './reading.ts'

const failed = (message: string, fault: Partial<Fault> = {}) =>
  new OutsideError(message, { service: 'slack', fault: 'refused', effect: 'none', ...fault })

describe('a form that did not open', () => {
  const words = 'Slack refused views.open: invalid_arguments.'

  it.each(['expired_trigger_id', 'trigger_expired', 'exchanged_trigger_id', 'trigger_exchanged'])(
    'in time (%s) is a click away',
    code => {
      const message = unopened('incident declare', failed(words, { code }))
      expect(reads(message)).toBe('The form did not open in time.')
      expect(clicks(message)).toEqual({ 'Open the form': 'incident declare' })
    },
  )

  it('because Slack was away is a click away, and one that Slack refuses is not', () => {
    expect(clicks(unopened('incident declare', failed(words, { fault: 'away' })))).not.toEqual({})
    const message = unopened('incident declare', failed(words))
    expect([reads(message), clicks(message)]).toEqual([words, {}])
  })

  it('for want of a click is offered as one, unless nothing was asked for that a button could carry', () => {
    expect(clicks(formByButton('incident list'))).toEqual({ 'Open the form': 'incident list' })
    expect(reads(formByButton('incident list'))).toBe('A form asks for the rest. Open it with this button.')
    for (const line of ['', 'x'.repeat(2_001)]) {
      expect(clicks(formByButton(line))).toEqual({})
      expect(reads(formByButton(line))).toMatch(/type a slash command in the channel\.$/)
    }
  })
})

describe('what was meant for a channel', () => {
  const message = said('INC-42 is open.', [{ label: 'Show', command: 'incident show k3' }])

  it.each<[Partial<Fault>, string]>([
    [{ code: 'not_in_channel' }, 'Belay may not post here, type /invite @Belay.'],
    [{ code: 'channel_not_found' }, 'Belay may not post here, type /invite @Belay.'],
    [{ fault: 'limited' }, 'Slack takes no more messages here at the moment.'],
    [{ code: 'is_archived' }, 'Slack refused it.'],
  ])('comes with the reason (%o) and its buttons', (fault, why) => {
    const told = failedPost(message, failed('Slack refused it.', fault))
    expect(reads(told)).toBe(`Only you see this: ${why}\nINC-42 is open.`)
    expect(clicks(told)).toEqual({ Show: 'incident show k3' })
    expect(told.text).toBe('INC-42 is open.')
  })

  it('never grows beyond what Slack takes', () => {
    const full = { text: 'full', blocks: Array.from({ length: 50 }, () => said('line').blocks[0]!) }
    const told = failedPost(full, failed('why '.repeat(1_000)))
    expect(faults(told)).toEqual([])
    expect(reads(told)).toMatch(/^Only you see this: why why/)
  })
})

describe('a file that was not uploaded', () => {
  const file = { name: 'log.txt', title: 'Log', content: 'first line\nsecond line\n', comment: 'The log' }

  it('is begun in words, below the reason', () => {
    expect(reads(failedFile(file, failed('Slack did not take it.')))).toBe(
      'The file "Log" could not be uploaded. Slack did not take it.\nfirst line\nsecond line',
    )
  })

  it('and has nothing in it leaves the reason', () => {
    const told = failedFile({ ...file, content: ' \n' }, failed('Slack did not take it.'))
    expect(reads(told)).toBe('The file "Log" could not be uploaded. Slack did not take it.')
  })
})
