import type { Offer } from './button.ts'
import type { Message } from './message.ts'
import { said } from './refusal.ts'

/** A short confirmation for the person who asked; what the team needs is on the card and in the thread. */
export const done = (text: string, offers: Offer[] = []): Message => said(`✓ ${text}`, offers)
