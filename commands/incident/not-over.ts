/** Words that speak against the end, or for a later one: "not yet", "wait", "in 10 min", "when Ben is back". */
const doubt =
  /^(?:not?|never|don['’]?t|cannot|can['’]?t|isn['’]?t|wait|hold|later|soon|tomorrow|tonight|almost|nearly|maybe|perhaps|probably|if|when|once|until|unless|after|before|(?:in|by|at)\s+\d+)\b|\?\s*$/i

/** Whether what follows "resolve" may say that it is not over. */
export const mayNotBeOver = (text: string): boolean => doubt.test(text)
