import type { AwsCall } from '../call.ts'
import type { Where } from '../clients.ts'

/** A call about a document, or what was run by it; `changes`: one that does not only look. */
export const aboutDocument = (action: string, where: Where, document: string, changes = false): AwsCall => ({
  action: `ssm:${action}`,
  resource: document,
  about: `document ${document} of Systems Manager`,
  allow: { Resource: changes ? `arn:aws:ssm:${where.region ?? '*'}:*:document/${document}` : '*' },
  ...(changes && { changes: true }),
})
