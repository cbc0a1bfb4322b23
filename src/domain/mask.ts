import { named } from './secret-fields.ts'
import { asRead } from './unseen.ts'

/** A quote as logs have it: in JSON within JSON, escaped by its number, in an address, in XML. */
const escaped = String.raw`\\{1,3}u002[27]|%2[27]|&quot;|&apos;|&#3[49];`
const quote = String.raw`(?:\\{0,3}["']|${escaped})`
/** Between a name and its value, with the letter before one of Python's strings. */
const between = String.raw`${quote}?\s{0,5}(?:=>|[:=]|%(?:25)?3[AD])\s{0,5}(?:[bru]{1,2}(?=["']))?`

const list = String.raw`\[(?:\[\w{0,20}\]|[^\]\r\n]){0,4000}\]?`

/** A value, in whichever quotes. */
const value = String.raw`${list}|"(?:[^"\\]|\\.){0,4000}|\\{1,3}"[^"\\]{0,4000}|'[^']{0,4000}|(?<mark>${escaped})(?:(?!\k<mark>).){0,4000}|[^\s"',;&}\])]{1,4000}`

/** What must not be shown, and the name of it that is shown instead; each in linear time, whatever is in the text. */
interface Hidden {
  find: RegExp
  show: string | ((found: string, ...groups: string[]) => string)
}

/** What would let a reader in somewhere. */
const secrets: Hidden[] = [
  {
    find: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,20000}(?:-----END [A-Z ]{0,30}KEY-----)?/g,
    show: '[private key]',
  },
  // JSON web tokens.
  { find: /(?<![\w-])eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g, show: '[token]' },
  // Names and passwords in addresses: postgres://ana:secret@db, also with signs that should have been escaped.
  { find: /:\/\/[^\s"'<>/@:]{0,200}:[^\s"'<>]{1,400}@/g, show: '://[credentials]@' },
  // Headers: as they are sent, in JSON, and as Node lists them.
  {
    find: new RegExp(
      String.raw`((?:authorization|cookie)${between})(${list}|${quote}?[^"'\\\r\n]{1,8000})`,
      'gi',
    ),
    show: withoutValue,
  },
  {
    find: /(["'][\w-]{0,40}(?:authorization|cookie|-token|-key|-secret)["']\s{0,5},\s{0,5}["'])[^"'\r\n]{1,8000}/gi,
    show: '$1[secret]',
  },
  { find: /\b(Bearer|Basic|Digest)\s{1,5}(?=[^\s"']{0,40}[\d=._~+/-])[\w.~+/=-]{8,}/gi, show: '$1 [token]' },
  { find: /(?<![A-Z0-9])(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}(?![A-Z0-9])/g, show: '[AWS key]' },
  // Slack, GitHub, GitLab, Stripe, Google, npm and others that mark their tokens.
  {
    find: /(?<![\w-])(?:xox[a-z]-|xapp-|gh[opusr]_|github_pat_|glpat-|[rs]k_(?:live|test)_|sk-(?=[\w-]{0,80}\d)|npm_|AIza|SG\.|whsec_)[\w.-]{16,}/g,
    show: '[token]',
  },
  // Addresses that whoever has them can post to.
  {
    find: /\b(hooks\.slack(?:-gov)?\.com|discord(?:app)?\.com\/api\/webhooks|[\w-]{1,60}\.webhook\.office\.com)(?:[^\s"'<>\\]|\\\/){1,400}/gi,
    show: '$1/[webhook]',
  },
  // password=…, "db_password": "…", apiKey: …, also in JSON within JSON and in addresses.
  {
    find: new RegExp(String.raw`((?:${named})[\w-]{0,30}${between})(${value})`, 'gi'),
    show: withoutValue,
  },
  // "name": "DB_PASSWORD", "value": "…", as variables and parameters are listed in JSON and YAML.
  {
    find: new RegExp(
      String.raw`((?:name|key)${between}${quote}?[\w./-]{0,60}(?:${named})[\w-]{0,30}${quote}?[\s,]{1,60}${quote}?\w{0,20}value${between})(${value})`,
      'gi',
    ),
    show: withoutValue,
  },
  // PASSWORD '…', as SQL has it.
  { find: /\b((?:password|identified\s{1,5}by)\s{1,5})'(?:[^']|''){1,4000}'?/gi, show: "$1'[secret]'" },
  // <password>…</password>
  {
    find: new RegExp(
      String.raw`((?:<|&lt;)[\w:-]{0,30}(?:${named})[\w-]{0,30}(?:\s[^<>]{0,200})?(?:>|&gt;))(?:(?!<|&lt;)[^]){1,4000}`,
      'gi',
    ),
    show: '$1[secret]',
  },
  // Typed: --password …, also as a list of words; and curl -u name:…
  {
    find: new RegExp(
      String.raw`(--[\w-]{0,30}(?:${named})[\w-]{0,30}(?:\s{1,5}(?!-)|["']\s{0,5},\s{0,5}(?=["'])))("[^"]{0,4000}|'[^']{0,4000}|[^\s"']{1,4000})`,
      'gi',
    ),
    show: withoutValue,
  },
  {
    find: /(?<![\w-])((?:-u|--user|--proxy-user)[\s=]{1,5}["']?[^\s:"']{0,100}:)(?!\d{1,10}(?![^\s"']))[^\s"']{1,400}/g,
    show: '$1[secret]',
  },
]

/** What tells who somebody is. */
const people: Hidden[] = [
  { find: /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu, show: '[e-mail]' },
  // 14 to 19 digits, in groups or not, whose check digit is right.
  {
    find: /(?<![\d.-])[2-6](?:[ -]?\d){13,18}(?![\d-])/g,
    show: found => (isCard(found) ? '[card number]' : found),
  },
]

/** A text without what would let its reader in somewhere or tell who somebody is: tokens, passwords, keys, e-mails, cards. */
export const mask = (text: string): string => without(people, maskSecrets(text))

/** The same, and whom it speaks of stays, so that they can be looked for. */
export const maskSecrets = (text: string): string => without(secrets, asRead(text))

const without = (hidden: Hidden[], text: string): string =>
  hidden.reduce(
    (masked, { find, show }) =>
      typeof show === 'string' ? masked.replace(find, show) : masked.replace(find, show),
    text,
  )

/** Whether something of a text was masked, so that it is not what it was. */
export const hasMasked = (text: string): boolean =>
  /\[(?:secret|token|credentials|webhook|AWS key|private key)\]/.test(text)

const opening = new RegExp(`^${quote}`, 'i')
/** What is no value, or is masked already. */
const nothing = /^(?:["']|null|true|false|\[\w*\]?)$/

/** A name and, for its value, the quote that this begins with, so that what follows it still closes it. */
function withoutValue(found: string, name = '', value = ''): string {
  return nothing.test(value) ? found : `${name}${opening.exec(value)?.[0] ?? ''}[secret]`
}

/** The check digit of card numbers, by Luhn. */
function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  const sum = [...digits].reverse().reduce((sum, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2)
    return sum + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
