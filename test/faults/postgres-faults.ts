import { setTimeout as sleep } from "node:timers/promises"
import { sized } from "../history/sizes.ts"
import type { Stage } from "./stage.ts"

/** A fault of PostgreSQL. `play` causes it, and returns when it is over. */
export interface PostgresFault {
  readonly name: string
  readonly rounds: number
  /** Whether no record can be written while the fault lasts. */
  readonly stopsAll: boolean
  readonly play: (stage: Stage) => Promise<void>
}

const awayMs = sized(8000, 30_000, 1500)
const roughMs = sized(3000, 8000, 1000)
const rounds = sized(1, 10)

/** While `injected` holds an SQLSTATE, raises that error on every second row of `users`. */
const trigger = `CREATE TABLE injected (code text NOT NULL);
GRANT SELECT ON injected TO PUBLIC;
CREATE FUNCTION fail_as_injected() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wanted text;
BEGIN
  SELECT code INTO wanted FROM injected;
  IF wanted IS NOT NULL AND random() < 0.5 THEN RAISE EXCEPTION 'injected' USING ERRCODE = wanted; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER injected BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION fail_as_injected()`

/** Must run once, before any fault that raises an SQLSTATE. */
export const prepareInjection = (stage: Stage) => stage.rows(trigger)

const restart = (signal: "SIGQUIT" | "SIGKILL") => async ({ server }: Stage) => {
  await server.crash(signal)
  await server.start()
}

const proxied = (
  lastsMs: number,
  begin: (proxy: Stage["postgres"]) => void,
  end: (proxy: Stage["postgres"]) => void
) =>
async ({ postgres }: Stage) => {
  begin(postgres)
  await sleep(lastsMs)
  end(postgres)
}

const raising = (code: string) => async ({ rows }: Stage) => {
  await rows("INSERT INTO injected VALUES ($1)", code)
  await sleep(roughMs)
  await rows("DELETE FROM injected")
}

/** Leaves the service no connection, and ends those that it has. */
const tooManyConnections = async ({ rows }: Stage) => {
  await rows("ALTER ROLE service CONNECTION LIMIT 0")
  await rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'service'")
  await sleep(roughMs)
  await rows("ALTER ROLE service CONNECTION LIMIT -1")
}

export const postgresFaults: ReadonlyArray<PostgresFault> = [
  { name: "an immediate restart", rounds: sized(1, 25), stopsAll: false, play: restart("SIGQUIT") },
  { name: "kill -9 and a start", rounds: sized(1, 25), stopsAll: false, play: restart("SIGKILL") },
  {
    name: "nobody there",
    rounds,
    stopsAll: true,
    play: proxied(awayMs, ({ refuse }) => refuse(), ({ speak }) => speak())
  },
  {
    name: "a black hole",
    rounds,
    stopsAll: true,
    play: proxied(awayMs, ({ fallSilent }) => fallSilent(), ({ speak }) => speak())
  },
  {
    name: "200 ms more for every statement",
    rounds,
    stopsAll: false,
    play: proxied(roughMs, ({ delay }) => delay(200), ({ delay }) => delay(0))
  },
  {
    name: "connections that break in the middle of an answer",
    rounds,
    stopsAll: false,
    play: proxied(roughMs, ({ cutAfter }) => cutAfter(700), ({ cutAfter }) => cutAfter(undefined))
  },
  { name: "too many connections", rounds, stopsAll: true, play: tooManyConnections },
  { name: "serialization failures", rounds, stopsAll: false, play: raising("40001") },
  { name: "deadlocks", rounds, stopsAll: false, play: raising("40P01") },
  { name: "a full disk", rounds, stopsAll: false, play: raising("53100") }
]
