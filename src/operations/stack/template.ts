import { encoded } from '../../domain/encoded.ts'
import { UserError } from '../../domain/errors.ts'
import type { Stack } from '../../domain/stack-settings.ts'
import type { Template } from '../../ports/stacks.ts'
import type { Workflows } from '../../ports/workflows.ts'

/** CloudFormation takes a template of so many bytes as it stands; a longer one has to lie in S3. */
const longest = 51_200

export interface FoundTemplate {
  /** As the call has it. */
  template: { url: string } | { repo: string; path: string; sha: string }
  /** As CloudFormation is asked about it. */
  asked: Template
  /** "infrastructure/stack.yaml at 1f2e3d4, Retry the payment once" */
  from: string
}

/** The template of a stack: the system file's, or as it is at `ref`. `line` asks for the former. */
export async function findTemplate(
  workflows: Workflows | undefined,
  { template }: Stack,
  ref: string | undefined,
  line: string,
): Promise<FoundTemplate> {
  if ('url' in template) {
    if (ref === undefined && template.url.includes('{ref}'))
      throw new UserError('Which template? Its address has a {ref} in it: --ref says what stands there.')
    if (ref !== undefined && !template.url.includes('{ref}'))
      throw new UserError('There is one template only: its address in the system file has no {ref} in it.')
    const url = template.url.replaceAll('{ref}', encoded(ref ?? ''))
    return { template: { url }, asked: { url }, from: url }
  }
  if (!workflows) throw new UserError('Belay cannot read a template from GitHub: it has no GITHUB_TOKEN.')
  const { repo, path } = template
  const wanted = ref ?? template.ref
  const commit = await workflows.commit(repo, wanted)
  if (!commit)
    throw new UserError(
      ref === undefined
        ? `${repo} has no branch, tag or commit ${wanted}: correct \`template\` in the system file.`
        : `${repo} has no branch, tag or commit ${wanted.slice(0, 60)}.`,
      ...(ref === undefined ? [] : [{ label: `As it is on ${template.ref}`, command: line }]),
    )
  const body = await workflows.file(repo, path, commit.sha)
  if (body === undefined)
    throw new UserError(`${repo} has no ${path} at ${wanted}: correct \`template\` in the system file.`)
  if (new TextEncoder().encode(body).length > longest)
    throw new UserError(
      `${path} has more than ${longest} bytes, and CloudFormation takes no more than that as it stands: put it into S3, and name it as \`template: { url }\`.`,
    )
  return {
    template: { repo, path, sha: commit.sha },
    asked: { body },
    from: `${path} at ${commit.sha.slice(0, 7)}, ${commit.title}`,
  }
}
