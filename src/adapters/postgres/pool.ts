import pg from "pg"

/**
 * Tells where the server is and who asks, when that is first needed; and the password for each connection, with `true` once after it
 * was refused: it may have been changed in the meantime.
 */
export type Access = (wasRefused: boolean) => Promise<pg.ClientConfig & { readonly password?: string }>

const ignore = () => undefined

/** A connection that rested longer may be dead without having said so: where a process is frozen, its timers stand still too. */
const restsAtMostMs = 60_000

const isRefused = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === "28P01"

const usedAt = new WeakMap<pg.PoolClient, number>()

/** A connection that was used lately, or a new one. */
const connected = async (pool: pg.Pool, now: number): Promise<pg.PoolClient> => {
  const client = await pool.connect()
  const isFresh = now - (usedAt.get(client) ?? now) <= restsAtMostMs
  usedAt.set(client, now)
  if (isFresh) return client
  client.release(true)
  return connected(pool, now)
}

/** A pool that opens when it is first asked, and asks for the password with each connection. */
export const makePool = (access: Access, options: pg.PoolConfig) => {
  let pool: pg.Pool | undefined
  let opening: Promise<pg.Pool> | undefined
  const open = async () => {
    const { password, ...config } = await access(false)
    const asked = password === undefined ? {} : { password: async () => (await access(false)).password ?? "" }
    // A lost connection fails the query that uses it; unheard, the event would end the process.
    pool = new pg.Pool({ ...options, ...config, ...asked, idleTimeoutMillis: restsAtMostMs })
      .on("error", ignore)
      .on("connect", (client) => client.on("error", ignore))
    return pool
  }
  const opened = () =>
    opening ??= open().catch((error: unknown) => {
      opening = undefined
      throw error
    })
  return {
    get totalCount() {
      return pool?.totalCount ?? 0
    },
    get idleCount() {
      return pool?.idleCount ?? 0
    },
    get waitingCount() {
      return pool?.waitingCount ?? 0
    },
    /** A connection for one statement. `now`: epoch milliseconds. */
    connect: async (now: number): Promise<pg.PoolClient> => {
      try {
        return await connected(await opened(), now)
      } catch (error) {
        if (!isRefused(error)) throw error
        await access(true)
        return await connected(await opened(), now)
      }
    },
    end: async () => {
      await (await opening)?.end()
    }
  }
}
