--[[
  Ends a claim without having done what is owed: it rests, then may be claimed again.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     job id | token of the claim | rest (real ms) | why | 1 when the attempt counts
  Answer   1, or 0 when the claim has been lost
]]
local system = KEYS[1]
--- @include jobs.lua

local id, token, restMs, why, counts = arg(), arg(), assert(tonumber(arg())), arg(), assert(tonumber(arg()))
local kind = claimedKind(id, token)
if not kind then return 0 end
if nextOf(id) == 'cancelled' then
  drop(id)
  return 1
end
letGo(id)
-- What a lost worker has sent may still arrive, however this attempt went.
local attempts, _, over = triesOf(id)
writeTries(id, attempts + counts, 0, over, why)
redis.call('ZADD', system .. 'held:' .. kind, realNow() + restMs, id)
return 1
