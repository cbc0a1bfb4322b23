const names =
  /^(?:\$ )?(?:aws|kubectl|docker|docker-compose|redis-cli|psql|mongosh|curl|git|npm|npx|yarn|pnpm|php|python3?|helm|sudo|ssh|mysql|mysqladmin|systemctl|journalctl|terraform|gcloud|az)\s+(?!ERR!)\S/
const script = /^(?:\$ )?\.{0,2}\/[\w./-]+\.(?:sh|py|rb|js|php|pl)\b/
const setting = /^(?:\$ )?(?:export )?[A-Z][A-Z0-9_]*=\$\(/

/** Whether a piece of code that does not say that it is a shell's has a command in one of its lines. */
export const isCommand = (code: string): boolean =>
  code
    .split('\n')
    .map(row => row.trimEnd())
    .some(row => [names, script, setting, /^\$ +[A-Za-z./]/].some(form => form.test(row)))
