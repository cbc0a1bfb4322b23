--[[
  Makes leases end later.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     claims: count, then each: job id | token | lease (ms)
  Answer   for each 1, or 0 when the claim has been lost
]]
local system = KEYS[1]
--- @include jobs.lua

local real, answers = realNow(), {}
for i = 1, assert(tonumber(arg())) do
  local id, token, leaseMs = arg(), arg(), assert(tonumber(arg()))
  local kind = claimedKind(id, token)
  if kind then redis.call('ZADD', system .. 'held:' .. kind, real + leaseMs, id) end
  answers[i] = kind and 1 or 0
end
return answers
