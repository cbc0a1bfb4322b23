--[[
  Asks for a turn in a lane. `free` is when the next message may go: each one that goes moves it on. Messages of a
  higher rank may go ahead of it, up to a debt that the others wait for.

  Of some there may be many: each keeps a place in the line of its rank and is told when to come. Places are times on
  the line's own clock, and `moved` is how far that has fallen behind: who has to wait although its turn has come moves
  everybody behind it too.

  KEYS[1]  the lane, `belay:{lane:<name>}`; with `:line:<rank>` behind it, who has which place there, and with
           `:moved:<rank>`, how far the clock of that line has fallen behind (ms), and when that was so
  ARGV     ms from one message to the next | its rank | how far ahead of `free` that may go (ms)
           who keeps a place, or '' | for how long it is kept for somebody who does not come (ms)
  Answer   0: go now; else the ms after which to ask again
]]
local key, line, behind, who = KEYS[1], KEYS[1] .. ':line:' .. ARGV[2], KEYS[1] .. ':moved:' .. ARGV[2], ARGV[4]
local everyMs, ahead, keptMs = assert(tonumber(ARGV[1])), assert(tonumber(ARGV[3])), assert(tonumber(ARGV[5]))
--- @include lane.lua
local may = math.max(closed, free - ahead)

local function go()
  free = math.max(free, now) + everyMs
  keepLane()
  redis.call('PEXPIRE', key, math.ceil(math.max(free, closed) - now))
  return 0
end

if who == '' then return may <= now and go() or math.ceil(may - now) end

local moved, seen = string.match(redis.call('GET', behind) or '', '^(%S+) (%S+)$')
moved = (tonumber(moved) or 0) - putBack(seen)
local function lastTurn()
  local last = redis.call('ZRANGE', line, -1, -1, 'WITHSCORES')
  return last[2] and tonumber(last[2]) + moved
end

redis.call('ZREMRANGEBYSCORE', line, '-inf', now - moved - keptMs)
local place, last = tonumber(redis.call('ZSCORE', line, who)), lastTurn()
local turn = place and math.max(place + moved, now) or math.max(may, now, last and last + everyMs or 0)
local goes = turn <= now and may <= now
if goes then
  go()
  redis.call('ZREM', line, who)
else
  if may > turn then moved, turn = moved + may - turn, may end
  if not place then redis.call('ZADD', line, turn - moved, who) end
end

last = lastTurn()
if last then
  local leftMs = math.ceil(last - now + keptMs)
  redis.call('PEXPIRE', line, leftMs)
  redis.call('SET', behind, moved .. ' ' .. now, 'PX', leftMs)
else
  redis.call('DEL', behind)
end
return goes and 0 or math.ceil(turn - now)
