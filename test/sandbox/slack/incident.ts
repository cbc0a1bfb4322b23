const plain = (text: string) => ({ type: 'plain_text', text })
const option = (text: string, value: string) => ({ text: plain(text), value })
const button = (id: string, text: string, more = {}) => ({
  type: 'button',
  action_id: id,
  text: plain(text),
  value: `incident ${id}`,
  ...more,
})
const word = (text: string, style?: Record<string, boolean>) => ({
  type: 'text',
  text,
  ...(style && { style }),
})
const date = (timestamp: number) => ({ type: 'date', timestamp, format: '{time}', fallback: 'then' })
const rich = (...elements: unknown[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
})

/** Some time on a night in 2026, in seconds. */
export const since = 1_795_227_240

/** A message as Belay posts it: nobody has the incident yet. */
export const triggered = {
  text: '🔴 P1 triggered · LearnBot api-gateway, production · p99 latency above 3 s',
  blocks: [
    rich(
      word('🔴 P1 triggered · LearnBot api-gateway, production', { bold: true }),
      word(' · INC-42\np99 latency above 3 s\nSince '),
      date(since),
      word(' · nobody has it yet · @learnbot-leads told at '),
      date(since + 900),
      word('\n'),
      { type: 'link', url: 'https://learnbot.pagerduty.com/incidents/Q1', text: 'PagerDuty' },
      word(' · '),
      { type: 'link', url: 'https://grafana.learnbot.example.com/d/api', text: 'Dashboard' },
    ),
    {
      type: 'actions',
      elements: [
        button('ack', 'Acknowledge', { style: 'primary' }),
        button('escalate', 'Escalate', {
          confirm: {
            title: plain('Escalate'),
            text: plain('Level 2 is told now instead of later: @learnbot-leads.'),
            confirm: plain('Escalate'),
            deny: plain('Cancel'),
          },
        }),
        {
          type: 'static_select',
          action_id: 'severity',
          placeholder: plain('Severity'),
          options: [option('P2', 'severity P2'), option('P3', 'severity P3')],
        },
        {
          type: 'overflow',
          action_id: 'more',
          options: [
            option('Resolve', 'resolve'),
            option('Mitigated', 'mitigate'),
            option('Add a note', 'note'),
          ],
        },
      ],
    },
  ],
}

export const approval = {
  text: 'Ana asks to roll back api-gateway, production · INC-42',
  blocks: [
    {
      type: 'section',
      text: { type: 'mrkdwn', text: '*<@UANA> asks to roll back api-gateway, production* · INC-42' },
    },
    {
      type: 'section',
      fields: [
        { type: 'mrkdwn', text: '*From* `41 a1b2c3d`\n2 h ago, Ben' },
        { type: 'mrkdwn', text: '*To* `40 9f8e7d6`\nran 3 days, stable' },
      ],
    },
    {
      type: 'context',
      elements: [
        {
          type: 'mrkdwn',
          text: 'Will call `ecs:UpdateService` learnbot-production-api-gateway, task definition :40',
        },
      ],
    },
    {
      type: 'actions',
      elements: [
        button('approve', 'Approve', { style: 'primary' }),
        button('decline', 'Decline', { style: 'danger' }),
      ],
    },
    {
      type: 'context',
      elements: [
        { type: 'mrkdwn', text: `until <!date^${since + 1200}^{time}|02:34> · Ben or Cara, not Ana` },
      ],
    },
  ],
}

export const declare = {
  type: 'modal',
  callback_id: 'command',
  private_metadata: 'incident declare',
  title: plain('Declare an incident'),
  submit: plain('Declare'),
  close: plain('Cancel'),
  blocks: [
    {
      type: 'input',
      block_id: 'title',
      label: plain('What is wrong?'),
      hint: plain('As somebody who was just woken would want to read it.'),
      element: { type: 'plain_text_input', action_id: 'value', max_length: 240 },
    },
    {
      type: 'input',
      block_id: 'severity',
      label: plain('How bad is it?'),
      element: {
        type: 'static_select',
        action_id: 'value',
        options: ['P1', 'P2', 'P3', 'P4'].map(level => option(level, level)),
      },
    },
    {
      type: 'input',
      block_id: 'person',
      label: plain('Who leads?'),
      optional: true,
      element: { type: 'users_select', action_id: 'value', initial_user: 'UANA' },
    },
  ],
}

/** What somebody outside might put into an alert's title. */
export const hostile =
  '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script> *b* javascript:alert(1)'
