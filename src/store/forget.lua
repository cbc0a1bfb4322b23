--[[
  Forgets incidents that were resolved long ago. Included after jobs.lua.

  closed   resolved incidents, scored with the real time (ms) of their last change
]]
local function forget(id)
  local key = system .. 'incident:' .. id
  for _, field in ipairs(redis.call('HKEYS', key)) do
    local name = string.match(field, '^name:(.*)$')
    if name and redis.call('HGET', system .. 'names', name) == id then redis.call('HDEL', system .. 'names', name) end
  end
  redis.call('DEL', key, system .. 'timeline:' .. id, system .. 'posts:' .. id)
  redis.call('ZREM', system .. 'recent', id)
  redis.call('ZREM', system .. 'closed', id)
end

-- A few at a time: each opening forgets more than it adds.
local function forgetBefore(time)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', system .. 'closed', '-inf', time, 'LIMIT', 0, 10)) do forget(id) end
end
