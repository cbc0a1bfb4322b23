/** What is simulated of a repository. */
export interface Repo {
  /** `owner/name` */
  name: string
  /** Branches and tags, each with its commits, the newest first. */
  branches: Record<string, { sha: string; message: string; author: string; at: number }[]>
  /** By path: what a file is at each commit of a branch, the newest first; the last of them is what it was ever since. */
  files?: Record<string, string[]>
  /** File name to the name that people see. */
  workflows: Record<string, { name: string; active?: boolean; jobs: string[]; onTags?: boolean }>
  /** Each with its commit. */
  tags?: Record<string, string>
}
