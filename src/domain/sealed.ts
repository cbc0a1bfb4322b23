/** A text for its destination alone: it shows in no log, no JSON and no message, whoever writes what holds it. */
export interface Sealed {
  open(): string
}

export const seal = (text: string): Sealed => ({ open: () => text })
