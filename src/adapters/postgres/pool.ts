import pg from "pg"

/**
 * Returns where the server is and who connects, when that is first needed, and the password for each connection. It is called with `true`
 * once after the password was refused, since that may have been changed meanwhile.
 */
export type Access = (wasRefused: boolean) => Promise<pg.ClientConfig & { readonly password?: string }>

const ignore = () => undefined

/** A connection that rested longer may be dead without having reported it: while a process is frozen, its timers stand still too. */
const restsAtMostMs = 60_000

const isRefused = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === "28P01"

const usedAt = new WeakMap<pg.PoolClient, number>()

/** Returns a recently used connection, or a new one. */
const connected = async (pool: pg.Pool, now: number): Promise<pg.PoolClient> => {
  const client = await pool.connect()
  const isFresh = now - (usedAt.get(client) ?? now) <= restsAtMostMs
  usedAt.set(client, now)
  if (isFresh) return client
  client.release(true)
  return connected(pool, now)
}

/** Returns a pool that opens when it is first asked, and asks for the password with each connection. */
export const makePool = (access: Access, options: pg.PoolConfig) => {
  let pool: pg.Pool | undefined
  let opening: Promise<pg.Pool> | undefined
  const open = async () => {
    const { password, ...config } = await access(false)
    const asked = password === undefined ? {} : { password: async () => (await access(false)).password ?? "" }
    // A lost connection fails the query that uses it. Without a listener, the event would end the process.
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
    /** Returns a connection for one statement. `now`: epoch milliseconds. */
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
