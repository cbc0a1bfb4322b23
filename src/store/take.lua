--[[
  Asks for a place in a lane. `free` is when the next ordinary message may go: each one that goes moves it on, and
  urgent ones may go before it, up to a debt that the ordinary ones wait for.

  KEYS[1]  the lane, `belay:{lane:<name>}`
  ARGV     ms from one message to the next | the debt urgent ones may run up (ms), 0 for ordinary ones
  Answer   0: go now; else the ms after which to ask again
]]
local everyMs, debt = assert(tonumber(ARGV[1])), assert(tonumber(ARGV[2]))
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lane = redis.call('HMGET', KEYS[1], 'free', 'closed')
local free, closed = tonumber(lane[1]) or 0, tonumber(lane[2]) or 0

local wait = math.max(closed - now, free - debt - now)
if wait > 0 then return math.ceil(wait) end
free = math.max(free, now) + everyMs
redis.call('HSET', KEYS[1], 'free', free)
redis.call('PEXPIRE', KEYS[1], math.ceil(math.max(free, closed) - now))
return 0
