/**
 * What changes a board, whole or not at all: a script runs alone in Redis, and its first write is one that a full Redis
 * refuses. Each has one key, so that any node of a cluster can run it. Epochs compare as text, in the order of time.
 */

/** Arguments of one command of a script; Lua passes no more than some thousands. */
const CHUNK = 1_000;

const setFrom = (first: number) => `
for i = ${first}, #ARGV, ${CHUNK} do
  redis.call('HSET', KEYS[1], unpack(ARGV, i, math.min(i + ${CHUNK - 1}, #ARGV)))
end`;

/** A market: epoch, sequence, milliseconds to live, then fields and values. */
export const REPLACE = `
local place = redis.call('HMGET', KEYS[1], 'epoch', 'sequence')
if place[1] and place[1] > ARGV[1] then return 'REPLACED' end
if place[1] == ARGV[1] and tonumber(place[2]) > tonumber(ARGV[2]) then return 'BEHIND' end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1])
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'sequence', ARGV[2])
${setFrom(4)}
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 'TAKEN'
`;

/**
 * A market: epoch, the sequence before, the new one, milliseconds to live, channel, message; as JSON the fields to be removed and
 * pairs of an order's field and its new quantity, which is the first word there; then fields and values.
 */
export const APPLY = `
local place = redis.call('HMGET', KEYS[1], 'epoch', 'sequence')
if place[1] and place[1] > ARGV[1] then return 'REPLACED' end
if place[1] ~= ARGV[1] or place[2] ~= ARGV[2] then return 'BEHIND' end
redis.call('HSET', KEYS[1], 'sequence', ARGV[3])
for _, field in ipairs(cjson.decode(ARGV[7])) do redis.call('HDEL', KEYS[1], field) end
for _, order in ipairs(cjson.decode(ARGV[8])) do redis.call('HSET', KEYS[1], order[1], (string.gsub(redis.call('HGET', KEYS[1], order[1]), '^%S+', order[2]))) end
${setFrom(9)}
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PUBLISH', ARGV[5], ARGV[6])
return 'TAKEN'
`;

/** The epoch of a log: epoch, milliseconds to live, channel, message. */
export const BEAT = `
local last = redis.call('GET', KEYS[1])
if last and last > ARGV[1] then return 'REPLACED' end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('PUBLISH', ARGV[3], ARGV[4])
return 'TAKEN'
`;
