--[[
  Ends a claim by putting the job aside for a person to look at. One that was ordered again meanwhile is owed anew.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     job id | token of the claim | why
  Answer   1, or 0 when the claim has been lost
]]
local system = KEYS[1]
--- @include jobs.lua

local id, token, why = arg(), arg(), arg()
local kind, how = claimedKind(id, token), nextOf(id)
if not kind then return 0 end
if how == 'cancelled' then
  drop(id)
elseif how then
  owedAnew(id)
else
  letGo(id)
  local _, _, job = readJob(id)
  local attempts = triesOf(id) + 1
  writeTries(id, attempts, 0, 0, why)
  redis.call('ZREM', system .. 'held:' .. kind, id)
  local reason = { why = why, at = realNow(), attempts = attempts, job = job }
  redis.call('HSET', system .. 'parked', id, cjson.encode(reason))
end
return 1
