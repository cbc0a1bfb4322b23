const minute = 60_000

/** Two hours of an API's access log, as AWS proposes its fields; somebody tries to sign in again and again. */
export const accesses = (now: number) =>
  Array.from({ length: 120 }, (_, i) => {
    const signsIn = i % 6 === 0
    const fields = signsIn
      ? { ip: '203.0.113.99', httpMethod: 'POST', resourcePath: '/v1/login', status: '401' }
      : { ip: '198.51.100.23', httpMethod: 'GET', resourcePath: '/v1/bookings/{id}', status: '200' }
    const status = i === 100 ? { status: '504' } : {}
    const message = { requestId: `r-${i}`, ...fields, ...status, responseLatency: i === 100 ? '29004' : '41' }
    return { at: now - (119 - i) * minute, message: JSON.stringify(message) }
  })

/** A request every two minutes, one of them slow, one failed. */
export function anHour(now: number) {
  return Array.from({ length: 30 }, (_, i) => {
    const request = { request_id: `req-${1000 + i}`, path: '/v1/plans' }
    const line =
      i === 26
        ? {
            level: 'error',
            ...request,
            duration_ms: 5003,
            error: 'connection pool exhausted',
            user: 'eve@example.com',
          }
        : { level: 'info', ...request, duration_ms: i === 20 ? 2714 : 38 + i }
    return { at: now - (59 - 2 * i) * minute, message: JSON.stringify(line) }
  })
}
