import { given, required, structured } from '../args.ts'
import { newId } from '../ids.ts'
import type { FileShare } from '../objects.ts'
import { Refusal } from '../refusal.ts'
import { fileShape } from '../shape.ts'
import type { Workspace } from '../workspace.ts'
import { draft } from './draft.ts'
import type { Methods } from './method.ts'
import { joined } from './places.ts'

/** Files between the first and the last step of their upload; the content is there from the second on. */
export type Uploads = Map<string, { name: string; length: number; content?: string }>

export const fileMethods = (workspace: Workspace, uploads: Uploads, address: () => string): Methods => ({
  'files.getUploadURLExternal': {
    scope: 'files:write',
    run(args) {
      const name = required(args, 'filename')
      const length = Number(required(args, 'length'))
      if (!Number.isInteger(length) || length < 1) throw new Refusal('file_upload_size_restricted')
      const id = newId('F')
      uploads.set(id, { name, length })
      return { upload_url: `${address()}/upload/v1/${id}`, file_id: id }
    },
  },
  'files.completeUploadExternal': {
    scope: 'files:write',
    run(args) {
      const asked = structured<{ id: string; title?: string }[]>(args, 'files', 'invalid_arguments') ?? []
      const files = asked.map(({ id, title }): FileShare => {
        const { name, content } = uploads.get(id) ?? {}
        if (name === undefined || content === undefined) throw new Refusal('file_not_found')
        return { id, name, title: title ?? name, content }
      })
      if (files.length === 0) throw new Refusal('invalid_arguments')
      const channel = given(args, 'channel_id')
      if (channel !== undefined) share(workspace, channel, args, files)
      for (const { id } of files) uploads.delete(id)
      return { files: files.map(fileShape) }
    },
  },
})

function share(
  workspace: Workspace,
  channel: string,
  args: Record<string, unknown>,
  files: FileShare[],
): void {
  const { id } = joined(workspace, { channel })
  const thread = given(args, 'thread_ts')
  if (thread !== undefined && !workspace.message(id, thread)) throw new Refusal('thread_not_found')
  const said = args.blocks ? draft(args) : { text: given(args, 'initial_comment') ?? '', blocks: [] }
  workspace.add({
    channel: id,
    user: workspace.bot.userId,
    ...said,
    files,
    ...(thread !== undefined && { thread }),
  })
}
