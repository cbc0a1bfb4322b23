--[[
  Ends claims: what was owed is done. A job that was ordered again while in hand is owed anew.

  KEYS[1]  the system's prefix, `belay:{<system>}:`
  ARGV     claims: count, then each: job id | token
  Answer   for each 1, or 0 when the claim has been lost
]]
local system = KEYS[1]
--- @include jobs.lua

local ids, given = {}, {}
for i = 1, assert(tonumber(arg())) do ids[i], given[i] = arg(), arg() end
local tokens = redis.call('HMGET', system .. 'tokens', unpack(ids))
local nexts = redis.call('HMGET', system .. 'next', unpack(ids))

-- What is no longer owed; and by kind.
local over, kinds = {}, {}
local answers = {}
for i, id in ipairs(ids) do
  answers[i] = tokens[i] == given[i] and 1 or 0
  if answers[i] == 1 and nexts[i] and nexts[i] ~= 'cancelled' then
    owedAnew(id)
  elseif answers[i] == 1 then
    local kind = kindOf(id)
    kinds[kind] = kinds[kind] or {}
    table.insert(kinds[kind], id)
    over[#over + 1] = id
  end
end
for kind, of in pairs(kinds) do redis.call('ZREM', system .. 'held:' .. kind, unpack(of)) end
if #over == 0 then return answers end
for _, hash in ipairs({ 'jobs', 'tokens', 'next', 'tries' }) do redis.call('HDEL', system .. hash, unpack(over)) end
return answers
