/**
 * Takes a nonce: milliseconds since 1970 of its creation, milliseconds to live. Runs alone in Redis. The second key says
 * since when this Redis remembers; where it is not there, Redis has just begun, or has lost its data.
 */
export const TAKE = `
local since = redis.call('GET', KEYS[2])
if not since then
  local time = redis.call('TIME')
  since = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
  redis.call('SET', KEYS[2], since)
end
if tonumber(ARGV[1]) <= tonumber(since) + 2000 then return 'TOO_OLD' end
if redis.call('SET', KEYS[1], '', 'NX', 'PX', ARGV[2]) then return 'TAKEN' end
return 'REPLAYED'
`;
