const place = String.raw`(?:[a-z\d-]{0,30}|\*|<region>):(?:[\d*]{0,12}|<account>):`
/** What policies allow of Secrets Manager, made of the words of its actions: secretsmanager:GetSecretValue, secretsmanager:Put*. */
const action = String.raw`(?:\*|(?:BatchGet|Cancel|Create|Delete|Describe|Get|List|Put|Remove|Replicate|Restore|Rotate|Stop|Tag|Untag|Update|Validate)(?:Secrets?|Resource|Random|Regions?|Replication|Rotate|Value|Version|Ids|Password|Policy|From|To|Replica|Stage){0,4}\*?)(?!\.?[\w/+=:*@#$%^~!?-])`
/** Secrets Manager's address of a secret names it, and says nothing of what it is: arn:aws:secretsmanager:…:secret:name. */
const secretWord = String.raw`secret(?!smanager:(?:${place}(?:secret(?![\w-])|\*)|${action}))(?<!arn:aws[a-z-]{0,10}:secretsmanager:${place}secret)`
/** What is in a name whose value is nobody's business. */
export const named = `passw(?:or)?d|passphrase|${secretWord}|credential|(?<![a-z])pwd|token(?!s)|api[_-]?key|access[_-]?key|private[_-]?key|encryption[_-]?key|session[_-]?id|signature|(?<![a-z])(?:otp|cvv|cvc|pin(?![gn]))`

const secret = new RegExp(`(?:${named})[\\w./:-]{0,60}$`, 'i')
/** The last word of a name that tells something of a secret, and not the secret. */
const about = new Set(
  'age arn at attempts changed count created date days enabled encryption expiration expires expiry file from length name path policy prevention required rotated state status time type updated uri url used version'.split(
    ' ',
  ),
)

/** Whether what a field of this name holds is a secret: `DB_PASSWORD` does, `PasswordLastUsed` and AWS's `nextToken` do not. */
export function isSecretField(name: string): boolean {
  const words = name.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).map(word => word.toLowerCase())
  return secret.test(name) && !about.has(words.at(-1)!) && words[0] !== 'next'
}

/** `name`, `Key`, `ParameterKey`; and `value`, `ParameterValue`: fields that are one together. */
const pair = { name: /(?:name|key)$/i, value: /value$/i }

/** Which fields of one thing hold a secret: by their own name, or by the one that another of them tells. */
export function secretFields(fields: readonly (readonly [name: string, value: unknown])[]): boolean[] {
  const isOther = fields.some(
    ([name, value]) => pair.name.test(name) && typeof value === 'string' && isSecretField(value),
  )
  return fields.map(([name]) => isSecretField(name) || (isOther && pair.value.test(name)))
}
