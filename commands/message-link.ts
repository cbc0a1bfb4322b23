import { z } from 'zod'

const link = /(?:^|\/archives\/)(?<channel>[CDG][A-Z0-9]+)\/p?(?<seconds>\d{10})\.?(?<micros>\d{6})(?:\?.*)?$/

/** A message, by the link that Slack copies; read as `C0123456789/1712345678.123456`, which does as well. */
export const MessageLink = z
  .string()
  .regex(link, 'expected the link of a message in Slack')
  .transform(text => {
    const { channel, seconds, micros } = link.exec(text)!.groups!
    return `${channel}/${seconds}.${micros}`
  })
  .describe('a message')
