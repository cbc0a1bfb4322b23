--[[
  Keeps what was not understood, once: so many at most, and none longer than so long.

  KEYS[1]  the stream, `belay:aside:{<source>}`; with `:<delivery>` behind it, under which id that is kept
  ARGV     the delivery | for how long it is known to be kept (ms) | for how long it is kept (ms) | how many at most
           what is kept: fields and their values
  Answer   its id in the stream
]]
local stream, delivery = KEYS[1], KEYS[1] .. ':' .. ARGV[1]
local knownMs, keptMs, most = ARGV[2], assert(tonumber(ARGV[3])), ARGV[4]
local known = redis.call('GET', delivery)
if known then return known end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local id = redis.call('XADD', stream, 'MAXLEN', most, '*', unpack(ARGV, 5))
redis.call('XTRIM', stream, 'MINID', now - keptMs)
redis.call('PEXPIRE', stream, keptMs)
redis.call('SET', delivery, id, 'PX', knownMs)
return id
