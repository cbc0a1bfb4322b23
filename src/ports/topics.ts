/** Amazon SNS beside what it delivers, by the addresses that its messages name. Faults are `OutsideError`s in words. */
export interface Topics {
  /** The certificate that its messages are signed with, as PEM. */
  certificate(url: string): Promise<string>
  /** Agrees to a subscription. */
  confirm(url: string): Promise<void>
}
