--[[
  Ends a claim by putting the job aside for a person to look at. One that was ordered again meanwhile is owed anew.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     job id | token of the claim | why
  Answer   1, or 0 when the claim has been lost
]]
local system = KEYS[1]
--- @include jobs.lua

local id, token, why = arg(), arg(), arg()
local kind = claimedKind(id, token)
if not kind then return 0 end
local key = jobKey(id)
local job = redis.call('HMGET', key, 'next', 'cancelled', 'attempts', 'data')
if job[2] then
  drop(id, kind)
  return 1
end
letGo(id)
redis.call('HSET', key, 'why', why)
redis.call('ZREM', system .. 'held:' .. kind, id)
if job[1] then
  redis.call('HDEL', key, 'attempts', 'lost', 'why')
  wait(id, kind, tonumber(job[1]))
else
  local reason = { why = why, at = realNow(), attempts = tonumber(job[3]), job = job[4] }
  redis.call('HSET', system .. 'parked', id, cjson.encode(reason))
end
return 1
