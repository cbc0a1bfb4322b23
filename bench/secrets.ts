/** What the simulated outside and Belay know of each other. */
export const botToken = 'xoxb-bench'
export const signingSecret = 'bench'
export const webhookSecret = 'bench'
