--[[
  Forgets incidents, runs and checklists that were over long ago. Included after jobs.lua.

  closed:incident, closed:run, closed:checklist   those that are over, scored with the real time (ms) of their last change
]]
local function forget(id, kind)
  local key = system .. kind .. ':' .. id
  for _, field in ipairs(redis.call('HKEYS', key)) do
    local name = string.match(field, '^name:(.*)$')
    if name and redis.call('HGET', system .. 'names', name) == id then redis.call('HDEL', system .. 'names', name) end
  end
  redis.call('DEL', key, system .. 'timeline:' .. id, system .. 'posts:' .. id)
  redis.call('ZREM', system .. 'recent:' .. kind, id)
  redis.call('ZREM', system .. 'closed:' .. kind, id)
end

-- A few at a time: each that begins forgets more than it adds.
local function forgetBefore(time, kind)
  local old = redis.call('ZRANGEBYSCORE', system .. 'closed:' .. kind, '-inf', time, 'LIMIT', 0, 10)
  for _, id in ipairs(old) do forget(id, kind) end
end
