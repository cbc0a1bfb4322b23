import { nearest } from '../../domain/nearest.ts'
import { uncommented } from '../../domain/sql-tokens.ts'

const verbs =
  'ABORT ALTER ANALYZE BEGIN CALL CHECKPOINT CLOSE CLUSTER COMMENT COMMIT COPY CREATE DEALLOCATE DECLARE DELETE DISCARD DO DROP END EXECUTE EXPLAIN FETCH GRANT IMPORT INSERT LISTEN LOAD LOCK MERGE MOVE NOTIFY PREPARE REASSIGN REFRESH REINDEX RELEASE RESET REVOKE ROLLBACK SAVEPOINT SECURITY SELECT SET SHOW START TABLE TRUNCATE UNLISTEN UPDATE VACUUM VALUES WITH'.split(
    ' ',
  )

/** A word of PostgreSQL's that is mistyped, where nothing else could stand: the first, and FROM. */
export function slipIn(statement: string): string | undefined {
  const words = uncommented(statement)
    .replace(/'(?:[^']|'')*'|"[^"]*"/g, " '' ")
    .match(/[A-Za-z_]\w*|\S/g)
  const verb = words?.find(word => word !== '(') ?? ''
  const meant = /^[a-z]+$/i.test(verb) && !verbs.includes(verb.toUpperCase()) && nearest(verb, verbs)
  if (meant) return `PostgreSQL knows no ${verb}: ${meant} is meant?`
  if (!/^select$/i.test(verb) || words!.some(word => /^from$/i.test(word))) return undefined
  const slip = words!.find(
    (word, i) =>
      /^(?:fro|form|frm|fomr|rfom|ffrom|froom|fromm)$/i.test(word) && /^\w/.test(words![i + 1] ?? ''),
  )
  return slip && `PostgreSQL knows no ${slip} there: FROM is meant?`
}
