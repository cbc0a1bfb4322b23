const names =
  /^\s*(?:#.*\n\s*)*(?:\$ )?(?:aws|kubectl|docker|docker-compose|redis-cli|psql|mongosh|curl|git|npm|npx|helm)\s+\S/

/** Whether a piece of code that says nothing of its language is a command. */
export const isCommand = (code: string): boolean => names.test(code)
