import { Config, ConfigProvider, Effect, Option, Result, Schema } from "effect"
import type { Read } from "./readers.ts"

/** What is wrong with the environment: names every bad key at once, never its value. */
export class ConfigurationInvalid extends Schema.TaggedError<ConfigurationInvalid>()("ConfigurationInvalid", {
  problems: Schema.Array(Schema.Struct({ key: Schema.String, message: Schema.String }))
}) {
  override get message() {
    return ["The configuration is wrong:", ...this.problems.map(({ key, message }) => `  ${key}: ${message}`)].join(
      "\n"
    )
  }
}

/** Reads variables one by one and collects what is wrong with them. An empty variable counts as not set. */
export const makeReader = () => {
  const problems: Array<{ readonly key: string; readonly message: string }> = []
  const isSet = (key: string) => Effect.map(Effect.option(Config.String(key)), Option.isSome)
  const optional = Effect.fnUntraced(function*<A>(key: string, read: Read<A>) {
    const value = yield* Effect.option(Config.String(key))
    if (Option.isNone(value)) return undefined
    const result = read(value.value)
    if (Result.isSuccess(result)) return result.success
    problems.push({ key, message: result.failure })
    return undefined
  })
  return {
    isSet,
    optional,
    /** Reports these variables as needed where they are not set. */
    needed: (...keys: ReadonlyArray<string>) =>
      Effect.forEach(
        keys,
        (key) => Effect.map(isSet(key), (set) => set || problems.push({ key, message: "is needed" })),
        { discard: true }
      ),
    withDefault: <A>(key: string, read: Read<A>, otherwise: A) =>
      Effect.map(optional(key, read), (value) => value ?? otherwise),
    wrong: (key: string, message: string) => {
      problems.push({ key, message })
    },
    /** Returns the configuration that was read; fails if anything is wrong with it. */
    checked: <A>(configuration: A): Effect.Effect<A, ConfigurationInvalid> =>
      problems.length === 0 ? Effect.succeed(configuration) : Effect.fail(new ConfigurationInvalid({ problems }))
  }
}
export type Reader = ReturnType<typeof makeReader>

/** Reads settings from these variables. */
export const from = (variables: Readonly<Record<string, string | undefined>>) =>
  Effect.provideService(
    ConfigProvider.ConfigProvider,
    ConfigProvider.fromEnvRecord(variables as Record<string, string>)
  )
