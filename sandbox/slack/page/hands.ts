import { click, select } from '../acts/click.ts'
import type { Acting } from '../acts/context.ts'
import { cancel, submit } from '../acts/form.ts'
import { say } from '../acts/say.ts'
import { shortcut } from '../acts/shortcut.ts'
import { slash } from '../acts/slash.ts'
import { given, required } from '../args.ts'
import type { Hands } from './handle.ts'

/** The acts of a person, as the page asks for them. */
export const handsOf = (acting: Acting): Hands => ({
  async say(user, args) {
    const [channel, text, thread] = [required(args, 'channel'), required(args, 'text'), given(args, 'thread')]
    if (text.startsWith('/')) return slash(acting)(user, channel, text, thread)
    await say(acting)(user, channel, text, thread)
    return { ok: true }
  },
  click: (user, args) => click(acting)(user, required(args, 'on'), required(args, 'action')),
  select: (user, args) =>
    select(acting)(user, required(args, 'on'), required(args, 'action'), required(args, 'option')),
  submit: (user, args) =>
    submit(acting)(user, required(args, 'view'), (args.values ?? {}) as Record<string, string>),
  cancel: (user, args) => cancel(acting)(user, required(args, 'view')),
  shortcut: (user, args) => shortcut(acting)(user, required(args, 'shortcut'), required(args, 'on')),
  async dismiss(user, args) {
    const { ephemerals, changed } = acting.workspace
    const at = ephemerals.findIndex(one => one.ts === required(args, 'on') && one.user === user)
    if (at >= 0) ephemerals.splice(at, 1)
    changed()
  },
})
