import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { said, token, workspace } from './workspace.ts'

const slack = workspace()
const alerts = { channel: 'CALERTS' }
const mark = 'k3jd8/card'
const noon = 1_793_620_800_000
const away = { service: 'slack', fault: 'away', effect: 'unknown' }

describe('a post', () => {
  it('carries its mark, unfurls nothing and is sent in its channel’s lane', async () => {
    const { ts } = await slack.chat.post({ ...alerts, thread: '1.1' }, said('P1 triggered'), { mark })
    expect(slack.slack.called('chat.postMessage')).toEqual([
      {
        channel: 'CALERTS',
        thread_ts: '1.1',
        ...said('P1 triggered'),
        metadata: { event_type: 'belay', event_payload: { mark } },
        unfurl_links: false,
        unfurl_media: false,
      },
    ])
    expect(ts).toBe(slack.slack.messages[0]?.ts)
    expect(slack.lanes.taken).toEqual(['CALERTS'])
  })

  it('goes before those that matter less: pages, then what stands in the channel, then threads and progress', async () => {
    await slack.chat.post(alerts, said('a page'), { mark: 'k3jd8/page', urgent: true })
    await slack.chat.post(alerts, said('a card'), { mark })
    await slack.chat.post({ ...alerts, thread: '1.1' }, said('a line'), { mark: 'k3jd8/entry:0' })
    const { ts } = await slack.chat.post(alerts, said('P1 triggered'), { mark })
    await slack.chat.update('CALERTS', ts, said('P1 resolved'))
    await slack.chat.update('CALERTS', ts, said('P1 resolved'), 'card')
    await slack.chat.update('CALERTS', ts, said('P1 resolved'), 'page')
    expect(slack.lanes.asked).toEqual([
      'page k3jd8/page',
      // The weightiest of those that wait goes, whichever that is by then.
      'card',
      'thread k3jd8/entry:0',
      'card',
      `thread CALERTS:${ts}`,
      `card CALERTS:${ts}`,
      `page CALERTS:${ts}`,
    ])
  })

  it('whose turn has not come is not sent', async () => {
    slack.lanes.busy.CALERTS = [700]
    const { fault } = await slack.failure(slack.chat.post(alerts, said('later'), { mark }))
    expect(fault).toEqual({ service: 'slack', fault: 'limited', effect: 'none', retryAfterMs: 700 })
    expect(slack.slack.calls).toEqual([])
  })

  it('that Slack limits closes its own channel’s lane, and no other', async () => {
    slack.slack.on('chat.postMessage', params =>
      params.channel === 'CALERTS'
        ? { status: 429, headers: { 'retry-after': '30' } }
        : slack.slack.post(params),
    )
    const { fault } = await slack.failure(slack.chat.post(alerts, said('one too many'), { mark }))
    expect(fault).toEqual({ service: 'slack', fault: 'limited', effect: 'none', retryAfterMs: 30_000 })
    expect(slack.lanes.closed).toEqual({ CALERTS: 30_000 })
    await slack.failure(slack.chat.post(alerts, said('held back'), { mark }))
    await slack.chat.post({ channel: 'COTHER' }, said('elsewhere'), { mark })
    expect(slack.slack.called('chat.postMessage').map(({ channel }) => channel)).toEqual([
      'CALERTS',
      'COTHER',
    ])
  })

  it('that Slack will not show is refused with its code, and plain text may have its turn', async () => {
    slack.slack.on('chat.postMessage', params =>
      Array.isArray(params.blocks) && params.blocks.length > 0
        ? { ok: false, error: 'invalid_blocks', response_metadata: { messages: ['[ERROR] no such block'] } }
        : slack.slack.post(params),
    )
    const { fault, message } = await slack.failure(slack.chat.post(alerts, said('odd'), { mark }))
    expect(fault).toEqual({ service: 'slack', fault: 'refused', effect: 'none', code: 'invalid_blocks' })
    expect(message).toContain('no such block')
    slack.lanes.busy.CALERTS = [1_000]
    await slack.chat.post(alerts, { text: 'odd', blocks: [] }, { mark })
    const next = await slack.failure(slack.chat.post(alerts, said('next'), { mark }))
    expect(next.fault.fault).toBe('limited')
  })

  it('whose answer is lost may have been sent, and is found again', async () => {
    slack.slack.on('chat.postMessage', params => {
      slack.slack.post(params)
      return 'break'
    })
    const { fault } = await slack.failure(slack.chat.post(alerts, said('P1 triggered'), { mark }))
    expect(fault).toEqual(away)
    const [{ ts } = { ts: '' }] = slack.slack.messages
    expect(await slack.chat.find(alerts, mark, noon)).toEqual([{ ts, replies: 0, isAnswered: false }])
    expect(slack.slack.called('chat.postMessage')).toHaveLength(1)
  })

  it('that takes too long may have been sent', async () => {
    slack.slack.on('chat.postMessage', () => 'hang')
    const late = slack.chat.post(alerts, said('slow'), { mark, timeoutMs: 500 })
    expect((await slack.failure(late)).fault).toEqual(away)
  })

  it('with no time left is not sent', async () => {
    const late = slack.chat.post(alerts, said('slow'), { mark, timeoutMs: 0 })
    expect((await slack.failure(late)).fault).toEqual({ service: 'slack', fault: 'away', effect: 'none' })
    expect(slack.slack.calls).toEqual([])
  })

  it('that finds nobody listening was not sent', async () => {
    await slack.slack.stop()
    const { fault } = await slack.failure(slack.chat.post(alerts, said('gone'), { mark }))
    expect(fault).toEqual({ service: 'slack', fault: 'away', effect: 'none' })
    await slack.slack.stop().catch(() => {})
  })

  it.each([
    ['a 500', { status: 500 }, { fault: 'away', effect: 'unknown' }],
    [
      'a page of a proxy',
      { status: 200, body: '<html>Bad gateway</html>' },
      { fault: 'away', effect: 'unknown' },
    ],
    ['a 404 of a proxy', { status: 404 }, { fault: 'refused', effect: 'none' }],
    ['an internal error', { ok: false, error: 'internal_error' }, { fault: 'away', effect: 'unknown' }],
    ['"unavailable"', { ok: false, error: 'service_unavailable' }, { fault: 'away', effect: 'none' }],
    ['"not in channel"', { ok: false, error: 'not_in_channel' }, { fault: 'refused', effect: 'none' }],
    ['an answer without its ts', { ok: true }, { fault: 'away', effect: 'unknown' }],
  ])('that meets %s says what it means, once, and tells no secret', async (_, answer, fault) => {
    slack.slack.on('chat.postMessage', () => answer)
    const error = await slack.failure(slack.chat.post(alerts, said('x'), { mark }))
    expect(error.fault).toMatchObject(fault)
    expect(slack.slack.called('chat.postMessage')).toHaveLength(1)
    expect(JSON.stringify([error.message, error.fault, slack.log])).not.toContain(token)
  })
})

describe('looking for a post', () => {
  const post = (ts: string, more: object = {}) => ({
    ts,
    bot_id: 'BBELAY',
    metadata: { event_type: 'belay', event_payload: { mark } },
    ...more,
  })

  it('reads every page since a minute before, and takes only its own with that mark, oldest first', async () => {
    slack.slack.on('conversations.history', ({ cursor }) =>
      cursor === undefined
        ? {
            ok: true,
            messages: [
              post('1793620803.000100', { reply_count: 2 }),
              post('1793620802.000100', { bot_id: 'BOTHER' }),
            ],
            response_metadata: { next_cursor: 'p2' },
          }
        : {
            ok: true,
            messages: [
              post('1793620801.000100'),
              post('1793620801.000200', {
                metadata: { event_type: 'belay', event_payload: { mark: 'other' } },
              }),
            ],
          },
    )
    expect(await slack.chat.find(alerts, mark, noon)).toEqual([
      { ts: '1793620801.000100', replies: 0, isAnswered: false },
      { ts: '1793620803.000100', replies: 2, isAnswered: true },
    ])
    const [first, second] = slack.slack.called('conversations.history')
    expect(first).toMatchObject({ oldest: '1793620740.000000', include_all_metadata: true })
    expect(second).toMatchObject({ cursor: 'p2', oldest: '1793620740.000000' })
  })

  it.each([
    ['Belay alone', { reply_count: 2, reply_users: ['UBELAY'], reply_users_count: 1 }, false],
    ['somebody, too', { reply_count: 2, reply_users: ['UBELAY', 'UANA'], reply_users_count: 2 }, true],
    ['more than Slack names', { reply_count: 9, reply_users: ['UBELAY'], reply_users_count: 6 }, true],
    ['nobody knows who', { reply_count: 1 }, true],
  ])('says whether people have answered: %s', async (_, more, isAnswered) => {
    slack.slack.on('conversations.history', () => ({ ok: true, messages: [post('1793620801.000100', more)] }))
    expect(await slack.chat.find(alerts, mark, noon)).toMatchObject([{ isAnswered }])
  })

  it('finds all of its own where no mark is asked for', async () => {
    const other = post('1793620802.000100', {
      metadata: { event_type: 'belay', event_payload: { mark: 'other' } },
    })
    const someone = post('1793620803.000100', { bot_id: 'BOTHER' })
    slack.slack.on('conversations.replies', () => ({
      ok: true,
      messages: [post('1793620801.000100'), other, someone],
    }))
    expect(await slack.chat.find({ ...alerts, thread: '1.1' }, undefined, noon)).toHaveLength(2)
  })

  it('looks into the thread where there is one', async () => {
    slack.slack.on('conversations.replies', () => ({ ok: true, messages: [post('1793620801.000100')] }))
    expect(await slack.chat.find({ ...alerts, thread: '1.1' }, mark, noon)).toHaveLength(1)
    expect(slack.slack.called('conversations.replies')[0]).toMatchObject({ ts: '1.1', channel: 'CALERTS' })
    expect(slack.lanes.taken).toEqual(['method:conversations.replies'])
  })

  it('finds nothing below a message that is gone', async () => {
    slack.slack.on('conversations.replies', () => ({ ok: false, error: 'thread_not_found' }))
    expect(await slack.chat.find({ ...alerts, thread: '1.1' }, mark, noon)).toEqual([])
  })
})

describe('the rest', () => {
  it('an edit shows names in plain text as they are written, in its method’s lane', async () => {
    slack.slack.on('chat.update', () => ({ status: 429, headers: { 'retry-after': '5' } }))
    await slack.failure(slack.chat.update('CALERTS', '1.1', said('@channel')))
    expect(slack.slack.called('chat.update')[0]).toMatchObject({ parse: 'none', link_names: false })
    expect(slack.lanes.closed).toEqual({ 'method:chat.update': 5_000 })
  })

  it.each([
    ['chat.update', () => slack.chat.update('CALERTS', '1.1', said('old'))],
    ['chat.delete', () => slack.chat.remove('CALERTS', '1.1')],
  ])(
    'by %s nothing is changed that the process stood still before, once it had its turn',
    async (method, act) => {
      let stoodMs = 0
      const now = performance.now.bind(performance)
      vi.spyOn(performance, 'now').mockImplementation(() => now() + stoodMs)
      onTestFinished(() => void vi.restoreAllMocks())
      Object.defineProperty(slack.lanes.busy, `method:${method}`, {
        get() {
          stoodMs = 6_000
          return undefined
        },
      })
      expect((await slack.failure(act())).fault).toEqual({ service: 'slack', fault: 'away', effect: 'none' })
      expect(slack.slack.called(method)).toEqual([])
    },
  )

  it('a message that is gone already is removed', async () => {
    slack.slack.on('chat.delete', () => ({ ok: false, error: 'message_not_found' }))
    await expect(slack.chat.remove('CALERTS', '1.1')).resolves.toBeUndefined()
    slack.slack.on('chat.delete', () => ({ ok: false, error: 'cant_delete_message' }))
    expect((await slack.failure(slack.chat.remove('CALERTS', '1.1'))).fault.code).toBe('cant_delete_message')
  })

  it('a direct conversation is opened once', async () => {
    expect([await slack.chat.direct('UANA'), await slack.chat.direct('UANA')]).toEqual(['DUANA', 'DUANA'])
    expect(slack.slack.called('conversations.open')).toHaveLength(1)
  })

  it('a file is uploaded and shared with its comment', async () => {
    const file = { name: 'log.txt', title: 'Log', content: 'a\nü', comment: 'The first lines' }
    await slack.chat.upload({ ...alerts, thread: '1.1' }, file)
    expect(slack.slack.called('files.getUploadURLExternal')[0]).toEqual({ filename: 'log.txt', length: 4 })
    expect(slack.slack.called('upload')[0]).toEqual({ body: 'a\nü' })
    expect(slack.slack.called('files.completeUploadExternal')[0]).toEqual({
      files: [{ id: 'F1', title: 'Log' }],
      channel_id: 'CALERTS',
      thread_ts: '1.1',
      initial_comment: 'The first lines',
    })
  })

  it('a file that was not taken is not shared', async () => {
    slack.slack.on('upload', () => ({ status: 500 }))
    const { fault } = await slack.failure(slack.chat.upload(alerts, { name: 'a', title: 'A', content: 'x' }))
    expect(fault).toEqual({ service: 'slack', fault: 'away', effect: 'none' })
    expect(slack.slack.called('files.completeUploadExternal')).toEqual([])
  })
})
