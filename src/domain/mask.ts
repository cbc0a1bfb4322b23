/** What must not be shown, and the name of it that is shown instead; each in linear time, whatever is in the text. */
const secrets: { find: RegExp; show: string | ((found: string, ...groups: string[]) => string) }[] = [
  {
    find: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,20000}(?:-----END [A-Z ]{0,30}KEY-----)?/g,
    show: '[private key]',
  },
  // JSON web tokens.
  { find: /(?<![\w-])eyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g, show: '[token]' },
  // Names and passwords in addresses: postgres://ana:secret@db, also with signs that should have been escaped.
  { find: /:\/\/[^\s"'<>/@:]{0,200}:[^\s"'<>]{1,400}@/g, show: '://[credentials]@' },
  { find: /\b(Bearer|Basic|Digest)\s{1,5}(?=[^\s"']{0,40}[\d=._~+/-])[\w.~+/=-]{8,}/gi, show: '$1 [token]' },
  {
    find: /((?:authorization|cookie)\\{0,3}["']?\s{0,5}[:=]\s{0,5}\\{0,3}["']?)[^"'\\\r\n]{1,8000}/gi,
    show: '$1[secret]',
  },
  { find: /(?<![A-Z0-9])(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}(?![A-Z0-9])/g, show: '[AWS key]' },
  // Slack, GitHub, GitLab, Stripe, Google, npm and others that mark their tokens.
  {
    find: /(?<![\w-])(?:xox[a-z]-|xapp-|gh[opusr]_|github_pat_|glpat-|[rs]k_(?:live|test)_|sk-(?=[\w-]{0,80}\d)|npm_|AIza|SG\.|whsec_)[\w.-]{16,}/g,
    show: '[token]',
  },
  // password=…, "db_password": "…", apiKey: …, also in JSON within JSON.
  {
    find: /((?:passw(?:or)?d|passphrase|secret|credential|(?<![a-z])pwd|token(?!s)|api[_-]?key|access[_-]?key|private[_-]?key|encryption[_-]?key|session[_-]?id|signature|(?<![a-z])(?:otp|cvv|cvc|pin))[\w-]{0,30}\\{0,3}["']?\s{0,5}(?:=>|[:=])\s{0,5})("(?:[^"\\]|\\.){0,4000}|\\{1,3}"[^"\\]{0,4000}|'[^']{0,4000}|[^\s"',;&}\])]{1,4000})/gi,
    show: (found, name, value) =>
      /^(?:["']|null|true|false|\[\w+\]?)$/.test(value!) ? found : `${name}${openingOf(value!)}[secret]`,
  },
  { find: /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu, show: '[e-mail]' },
  // 14 to 19 digits, in groups or not, whose check digit is right.
  {
    find: /(?<![\d.-])[2-6](?:[ -]?\d){13,18}(?![\d-])/g,
    show: found => (isCard(found) ? '[card number]' : found),
  },
]

/** A text without what would let its reader in somewhere or tell who somebody is: tokens, passwords, keys, e-mails, cards. */
export const mask = (text: string): string =>
  secrets.reduce(
    (masked, { find, show }) =>
      typeof show === 'string' ? masked.replace(find, show) : masked.replace(find, show),
    text,
  )

/** The quote that a value begins with, so that what follows it still closes it. */
const openingOf = (value: string): string => /^\\{0,3}["']/.exec(value)?.[0] ?? ''

/** The check digit of card numbers, by Luhn. */
function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  const sum = [...digits].reverse().reduce((sum, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2)
    return sum + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}
