--[[
  Notices that Redis's clock has been put back, as by a failover to another machine. Included; needs `system`, the real
  time, and the clock's time `now` with its `rate`.
]]
-- Leases and rests end as soon after that as they would have, and what was due is, but for deadlines, which incidents and
-- runs know themselves. When it was put back is known to some seconds only.
local function goBack(byMs)
  local was = now + (byMs + 10000) * rate
  local function dueNow(id)
    local generation, due, data = readJob(id)
    if due and due > now and due <= was then writeJob(id, generation, now, data) end
  end
  for _, kind in ipairs(redis.call('SMEMBERS', system .. 'kinds')) do
    local held, waiting = system .. 'held:' .. kind, system .. 'due:' .. kind
    local isDeadline = kind == 'timer' or kind == 'run-timer'
    for _, id in ipairs(redis.call('ZRANGE', held, 0, -1)) do
      redis.call('ZINCRBY', held, -byMs, id)
      if not isDeadline then dueNow(id) end
    end
    for _, id in ipairs(isDeadline and {} or redis.call('ZRANGEBYSCORE', waiting, now, was)) do
      dueNow(id)
      redis.call('ZADD', waiting, now, id)
    end
  end
end

local seen = tonumber(redis.call('GET', system .. 'seen') or 0)
local isBack = seen > real + 1000
if isBack then goBack(seen - real) end
if isBack or real > seen + 5000 then redis.call('SET', system .. 'seen', real) end
