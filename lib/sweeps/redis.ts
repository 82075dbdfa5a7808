import { Redis } from 'ioredis';
import { ExecutorError } from './executor.ts';

/** A connection to Redis that outlives the server's absence, for a while. */
export interface RedisLink {
  readonly client: Redis;
  /** Where Redis is, without its password: for messages. */
  readonly place: string;
  /** Aborted with an `ExecutorError` when Redis has been away for longer than the link's patience. */
  readonly lost: AbortSignal;
  /** Whether Redis answers at present, as far as known. */
  isUp(): boolean;
  /** Closes the connection at once; what waits for an answer is rejected. */
  close(): void;
}

export interface RedisLinkOptions {
  /** Seconds that Redis may be away before the link is given up. */
  readonly patience: number;
  /** Told when Redis goes away and when it is back, in a sentence. */
  readonly onNotice?: (text: string) => void;
}

/** Milliseconds between two attempts to connect: growing, at most. */
const longestPause = 2000;

/** A Redis URL as it may be shown. @throws RangeError if it is none. */
function shownPlace(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed || !['redis:', 'rediss:'].includes(parsed.protocol)) {
    throw new RangeError(`"${url}" is no address of Redis; allowed is redis://host:port, or rediss:// for TLS.`);
  }
  if (parsed.password !== '') parsed.password = '…';
  return decodeURI(parsed.href);
}

/**
 * Connects to Redis. When it goes away later, the link connects again by itself, and commands wait until then.
 * @param url `redis://[user:password@]host:port[/database]`, or `rediss://` for TLS.
 * @throws RangeError for another URL; Error with the reason if Redis does not answer now.
 */
export async function linkRedis(url: string, { patience, onNotice }: RedisLinkOptions): Promise<RedisLink> {
  const place = shownPlace(url);
  let wasUp = false;
  let lastError = 'it closed the connection';
  const client = new Redis(url, {
    lazyConnect: true,
    // BullMQ asks for it: commands wait for Redis, however long that takes.
    maxRetriesPerRequest: null,
    connectTimeout: 5000,
    // A machine that was unplugged says nothing; BullMQ's blocking commands end after 10 s at the latest.
    socketTimeout: 30_000,
    retryStrategy: (times) => (wasUp ? Math.min(50 * 2 ** times, longestPause) : null),
  });
  client.on('error', (error: Error) => {
    lastError = error.message === '' ? ((error as NodeJS.ErrnoException).code ?? error.name) : error.message;
  });
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    client.disconnect();
    const reason = wasRefusedBy(error) ?? lastError;
    throw new Error(`Redis does not answer at ${place}: ${reason}. Start it, or say where it is by --redis.`, {
      cause: error,
    });
  }
  wasUp = true;

  const lost = new AbortController();
  let giveUp: NodeJS.Timeout | undefined;
  let isClosed = false;
  client.on('close', () => {
    if (isClosed || giveUp) return;
    onNotice?.(`Redis at ${place} has gone away; waiting for it up to ${patience} s.`);
    giveUp = setTimeout(() => {
      lost.abort(new ExecutorError(`Redis at ${place} has been away for ${patience} s: ${lastError}.`));
      client.disconnect();
    }, patience * 1000);
  });
  client.on('ready', () => {
    if (!giveUp) return;
    clearTimeout(giveUp);
    giveUp = undefined;
    onNotice?.(`Redis at ${place} is back.`);
  });
  return {
    client,
    place,
    lost: lost.signal,
    isUp: () => client.status === 'ready',
    close: () => {
      isClosed = true;
      clearTimeout(giveUp);
      client.disconnect();
    },
  };
}

/** What Redis itself objected to (a password, say), or undefined if it was not reached. */
function wasRefusedBy(error: unknown): string | undefined {
  return error instanceof Error && error.name === 'ReplyError' ? error.message : undefined;
}
