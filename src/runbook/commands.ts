const names =
  /^\s*(?:#.*\n\s*)*(?:\$ +[\w./-]+|(?:\$ )?(?:aws|kubectl|docker|docker-compose|redis-cli|psql|mongosh|curl|git|npm|npx|helm|sudo|ssh|mysql|mysqladmin|systemctl|journalctl|terraform|gcloud)\s+\S)/

/** Whether a piece of code that says nothing of its language is a command. */
export const isCommand = (code: string): boolean => names.test(code)
