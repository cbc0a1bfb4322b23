import { modal, sealedInput } from './input.ts'
import type { View } from './message.ts'
import { about, type Subject } from './modal-change.ts'
import { confirmInput, reasonInput } from './modal-confirm.ts'

/** Asks for the value of a secret, which goes from here to where it is kept. */
export const secretModal = (subject: Subject): View =>
  modal('Give a secret', 'Put it aside', subject.command, [
    about(subject),
    sealedInput({
      label: 'Its new value',
      hint: 'It goes straight to AWS Secrets Manager, where it waits until somebody approves. Belay shows it nowhere and keeps it nowhere.',
      max: 3_000,
    }),
    reasonInput,
    ...confirmInput(subject),
  ])
