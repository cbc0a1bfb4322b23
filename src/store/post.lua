--[[
  Writes what became of a post, under the claim of the job that posts it.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     job id | token of the claim | incident id | intent | the post as JSON, or '' to forget it
  Answer   1, or 0 when the claim has been lost
]]
local system = KEYS[1]
--- @include jobs.lua

local job, token, incident, intent, post = arg(), arg(), arg(), arg(), arg()
if not claimedKind(job, token) then return 0 end
local key = system .. 'posts:' .. incident
if post == '' then redis.call('HDEL', key, intent) else redis.call('HSET', key, intent, post) end
return 1
