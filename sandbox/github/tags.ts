import type { Repo } from './repo.ts'

/** What is read of a repository's tags, and made of them; with the name of one that was just made. */
export function tagAnswer(
  repo: Repo,
  [area, kind, , ...name]: string[],
  method: string,
  body: Record<string, unknown>,
): [status: number, json: unknown, made?: string] {
  const tags = (repo.tags ??= {})
  if (area === 'tags') return [200, Object.entries(tags).map(([name, sha]) => ({ name, commit: { sha } }))]
  if (kind === 'ref') {
    const sha = tags[name.join('/')]
    return sha === undefined
      ? [404, { message: 'Not Found' }]
      : [200, { ref: `refs/tags/${name.join('/')}`, object: { type: 'commit', sha } }]
  }
  if (method !== 'POST' || kind !== 'refs') return [404, { message: 'Not Found' }]
  const ref = String(body.ref)
  const tag = ref.replace('refs/tags/', '')
  if (Object.hasOwn(tags, tag)) return [422, { message: 'Reference already exists' }]
  if (
    !Object.values(repo.branches)
      .flat()
      .some(({ sha }) => sha === body.sha)
  )
    return [422, { message: 'Object does not exist' }]
  tags[tag] = String(body.sha)
  return [201, { ref, object: { type: 'commit', sha: body.sha } }, tag]
}
