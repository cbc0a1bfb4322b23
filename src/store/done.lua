--[[
  Ends a claim: what was owed is done. A job that was ordered again while in hand is owed anew.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     job id | token of the claim
  Answer   1, or 0 when the claim has been lost
]]
local system = KEYS[1]
--- @include jobs.lua

local id, token = arg(), arg()
local kind = claimedKind(id, token)
if not kind then return 0 end
local next = redis.call('HGET', jobKey(id), 'next')
if not next then
  drop(id, kind)
  return 1
end
letGo(id)
redis.call('HDEL', jobKey(id), 'attempts', 'lost', 'why')
redis.call('ZREM', system .. 'held:' .. kind, id)
wait(id, kind, tonumber(next))
return 1
