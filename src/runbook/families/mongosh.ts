import { givingUser } from '../giving.ts'
import { literal, shown } from '../text.ts'
import { clientPlace, isAddress, onPlace, optionOf, toldAt } from './client-place.ts'
import { act, byHand, type Family } from './family.ts'
import { mongoPasswordIn } from './mongo-password.ts'
import { optionsIn, strayIn, strays } from './options.ts'

const reads =
  /^(?:db(?:\.getSiblingDB\((["'])\w+\1\))?(?:\.[A-Za-z_]\w*)?\.(?:stats|getIndexes|countDocuments|estimatedDocumentCount|find|findOne|aggregate|distinct|serverStatus|currentOp|hello|version|getCollectionNames|getCollectionInfos|totalSize|storageSize|validate)\(|rs\.(?:status|conf|printSecondaryReplicationInfo)\(|sh\.status\(|show (?:dbs|collections|tables|users)\b)/
const writes =
  /\$(?:out|merge)\b|\.(?:insert|update|delete|replace|remove|drop|create|rename|bulkWrite|findAndModify|findOneAnd)\w*\(/
const destroys = /\.(?:drop|deleteMany|deleteOne|remove)\w*\(/

const others = ['authenticationDatabase', 'authenticationMechanism']
const letIn = 'eval u p username password host port quiet norc tls ssl'.split(' ')

/** One expression for MongoDB's shell, of those that only read. */
export const mongosh: Family = {
  names: ['mongosh', 'mongo'],
  judge({ words }) {
    const all = optionsIn(words.slice(1), [
      'eval',
      'u',
      'p',
      'username',
      'password',
      'host',
      'port',
      ...others,
    ])
    const said = all.options.eval
    const [database] = all.positional
    const stray = strayIn(all, [...letIn, ...others])
    if (stray) return byHand(strays(stray), 'change')
    if (said === undefined || said === true)
      return byHand('it opens a session that somebody sits at', 'change')
    const given = { host: optionOf(all, 'host'), port: optionOf(all, 'port') }
    const place = isAddress(database) ? clientPlace(given, database) : clientPlace({ ...given, database })
    const password = givingUser(mongoPasswordIn(said), place)
    if (password) return password
    const expression = (literal(said) ?? shown(said)).trim()
    if (reads.test(expression) && !writes.test(expression) && !/[;\n]/.test(expression))
      return toldAt('mongodb', place, 'read', there =>
        act('mongo', 'expression', 'read', { expression: said }, onPlace('mongodb', there)),
      )
    return byHand('Belay has no operation for it', destroys.test(expression) ? 'destructive' : 'change')
  },
}
