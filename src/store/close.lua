--[[
  Closes a lane; a shorter time than it is closed for already changes nothing.

  KEYS[1]  the lane, `belay:{lane:<name>}`
  ARGV     for how long (ms)
]]
local key, forMs = KEYS[1], assert(tonumber(ARGV[1]))
--- @include lane.lua
closed = math.max(closed, now + forMs)
keepLane()
redis.call('PEXPIRE', key, math.max(redis.call('PTTL', key), math.ceil(closed - now)))
return 1
