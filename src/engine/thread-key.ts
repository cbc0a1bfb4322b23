/** What an incident is found by when somebody speaks in the thread of its card. */
export const threadKey = (channel: string, ts: string): string => `thread:${channel}:${ts}`
