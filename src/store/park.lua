--[[
  Ends a claim by putting the job aside for a person to look at. One that was ordered again meanwhile is owed anew.
  What has lain aside for too long, or is too much, is dropped, the oldest first.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     job id | token of the claim | why | how long it is kept (ms) | how many are
  Answer   1, or 0 when the claim has been lost
]]
local system = KEYS[1]
--- @include jobs.lua

local id, token, why, keepMs, most = arg(), arg(), arg(), assert(tonumber(arg())), assert(tonumber(arg()))
local kind, how = claimedKind(id, token), nextOf(id)
if not kind then return 0 end
if how == 'cancelled' then
  drop(id)
elseif how then
  owedAnew(id)
else
  letGo(id)
  local _, _, job = readJob(id)
  local attempts, _, over = triesOf(id)
  attempts = attempts + 1
  writeTries(id, attempts, 0, over, why)
  redis.call('ZREM', system .. 'held:' .. kind, id)
  local now = realNow()
  local reason = { why = why, at = now, attempts = attempts, job = job }
  redis.call('HSET', system .. 'parked', id, cjson.encode(reason))
  redis.call('ZADD', system .. 'parked:at', now, id)
  for _, old in ipairs(redis.call('ZRANGEBYSCORE', system .. 'parked:at', '-inf', now - keepMs)) do drop(old) end
  for _, old in ipairs(redis.call('ZRANGE', system .. 'parked:at', 0, -most - 1)) do drop(old) end
end
return 1
