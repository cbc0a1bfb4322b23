-- Reads from ARGV, in order.
local read = 0
local function arg()
  read = read + 1
  return ARGV[read]
end

-- Reads a list: its length, then its elements by `element`.
local function list(element)
  local all = {}
  for i = 1, assert(tonumber(arg())) do all[i] = element() end
  return all
end

local function orderArg()
  return { id = arg(), kind = arg(), data = arg(), due = assert(tonumber(arg())), when = arg() }
end
