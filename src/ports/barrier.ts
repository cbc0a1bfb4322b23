/**
 * Resolves once everything saved so far of a system will survive a failure of Redis's machine: `kept`. Where that can
 * be neither had nor told it is `cannot-tell`, at once. An `OutsideError` when it does not come about in time.
 */
export type Barrier = (system: string) => Promise<'kept' | 'cannot-tell'>
