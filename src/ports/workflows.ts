export interface WorkflowRun {
  id: number
  url: string
  /** The branch and commit it ran on. */
  ref: string
  sha: string
  title: string
  by: string
  status: 'queued' | 'in_progress' | 'completed'
  conclusion?: string
  createdAt: number
  endedAt?: number
}

/** GitHub Actions, as plans read it. Faults are `OutsideError`s in words. */
export interface Workflows {
  /** What a branch or tag points to now; undefined when there is no such. */
  sha(repo: string, ref: string): Promise<string | undefined>
  /** Whether a commit is there, with its first line, author and time. */
  commit(
    repo: string,
    sha: string,
  ): Promise<{ sha: string; title: string; by: string; at: number } | undefined>
  /** The commit that a tag is at; undefined when there is none. */
  tag(repo: string, name: string): Promise<string | undefined>
  /** Names of tags, the highest version first. */
  tags(repo: string): Promise<string[]>
  /** What a file is at a commit, as text; undefined when there is none. */
  file(repo: string, path: string, sha: string): Promise<string | undefined>
  /** The latest commits of a branch, newest first. */
  commits(
    repo: string,
    ref: string,
    limit: number,
  ): Promise<{ sha: string; title: string; by: string; at: number }[]>
  /** The workflow's name and whether it is active; undefined when there is none. */
  workflow(repo: string, workflow: string): Promise<{ name: string; active: boolean } | undefined>
  /** Its latest runs, newest first. */
  runs(repo: string, workflow: string, limit: number): Promise<WorkflowRun[]>
}
