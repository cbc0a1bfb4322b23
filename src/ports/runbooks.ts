/** A system's runbook as it lies on disk; `version` changes when its text may have. */
export interface RunbookText {
  file: string
  text: string
  version: string
}

export interface RunbookTexts {
  /** Undefined where the system has none, or it is gone. */
  of(system: string): Promise<RunbookText | undefined>
}
