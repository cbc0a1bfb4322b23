import { literal, shown } from '../text.ts'
import { act, byHand, type Family } from './family.ts'
import { optionsIn } from './options.ts'

const reads =
  /^(?:db(?:\.getSiblingDB\((["'])\w+\1\))?(?:\.[A-Za-z_]\w*)?\.(?:stats|getIndexes|countDocuments|estimatedDocumentCount|find|findOne|aggregate|distinct|serverStatus|currentOp|hello|version|getCollectionNames|getCollectionInfos|totalSize|storageSize|validate)\(|rs\.(?:status|conf|printSecondaryReplicationInfo)\(|sh\.status\(|show (?:dbs|collections|tables|users)\b)/
const writes =
  /\$(?:out|merge)\b|\.(?:insert|update|delete|replace|remove|drop|create|rename|bulkWrite|findAndModify|findOneAnd)\w*\(/
const destroys = /\.(?:drop|deleteMany|deleteOne|remove)\w*\(/

/** One expression for MongoDB's shell, of those that only read. */
export const mongosh: Family = {
  names: ['mongosh', 'mongo'],
  judge({ words }) {
    const { options } = optionsIn(words.slice(1), ['eval', 'u', 'p', 'username', 'password', 'host', 'port'])
    const said = options.eval
    if (said === undefined || said === true)
      return byHand('it opens a session that somebody sits at', 'change')
    const expression = (literal(said) ?? shown(said)).trim()
    if (reads.test(expression) && !writes.test(expression) && !/[;\n]/.test(expression))
      return act('mongo', 'expression', 'read', { expression: said })
    return byHand('Belay has no operation for it', destroys.test(expression) ? 'destructive' : 'change')
  },
}
