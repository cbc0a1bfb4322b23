--[[
  How many jobs there are, by place.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  Answer   { waiting, held, parked }
]]
local system = KEYS[1]
local waiting, held = 0, 0
for _, kind in ipairs(redis.call('SMEMBERS', system .. 'kinds')) do
  waiting = waiting + redis.call('ZCARD', system .. 'due:' .. kind)
  held = held + redis.call('ZCARD', system .. 'held:' .. kind)
end
return { waiting, held, redis.call('HLEN', system .. 'parked') }
