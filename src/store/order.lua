--[[
  Orders jobs.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     deadline (real ms) | orders: count, then each: id, kind, data (JSON), due (ms), earlier|replace
  Answer   1, or 0 when it is out of time
]]
local system = KEYS[1]
--- @include jobs.lua
--- @include ordering.lua

local deadline = assert(tonumber(arg()))
local orders = list(orderArg)
if isOutOfTime(deadline, realNow()) then return 0 end
placeAll(orders)
return 1
