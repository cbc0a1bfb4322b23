--[[
  Makes a lease end later.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     job id | token of the claim | lease (ms)
  Answer   1, or 0 when the claim has been lost
]]
local system = KEYS[1]
--- @include jobs.lua

local id, token, leaseMs = arg(), arg(), assert(tonumber(arg()))
local kind = claimedKind(id, token)
if not kind then return 0 end
redis.call('ZADD', system .. 'held:' .. kind, realNow() + leaseMs, id)
return 1
