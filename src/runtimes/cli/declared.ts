import {
  type Aliases,
  buildCommand,
  buildRouteMap,
  type CommandContext,
  type FlagParametersForType,
  type TypedPositionalParameters
} from "@stricli/core"
import type { ConfigurationInvalid } from "../settings/environment.ts"
import type { Command, Shown } from "./command.ts"

/** A command with its flags and words as they were given. Its code is loaded on demand. */
export interface Chosen {
  readonly json: boolean
  readonly load: () => Promise<Command>
  /** What is said when the configuration itself is wrong. */
  readonly misconfigured?: () => Promise<(invalid: ConfigurationInvalid) => Shown>
}

/** Reading the command line only chooses a command: none runs before the whole line is known to be right. */
export interface Chooser extends CommandContext {
  readonly choose: (chosen: Chosen) => void
}

/** A value that a flag or word cannot have. The message leaves the value out: it may be somebody's name. */
export class WrongWord extends Error {
  readonly about: string
  constructor(about: string, message: string) {
    super(message)
    this.about = about
  }
}

/** Has no keys but those that are written down: `constructor` is no command, and no flag. */
const bare = <A extends object>(record: A): A => Object.assign(Object.create(null), record) as A

interface Parsed {
  readonly parse?: (input: string) => unknown
}

/** Returns the same parameter with a parser that says which flag or word it could not read. */
const naming = <P>(about: string, parameter: P): P => {
  const { parse } = parameter as Parsed
  if (parse === undefined) return parameter
  return {
    ...parameter,
    parse: async (input: string) => {
      try {
        return await parse(input)
      } catch (error) {
        throw new WrongWord(about, error instanceof Error ? error.message : "This cannot be read.")
      }
    }
  }
}

const json = { kind: "boolean", optional: true, withNegated: false, brief: "As JSON, for programs" } as const

interface Parameters<Flags, Words extends ReadonlyArray<string>> {
  readonly flags: FlagParametersForType<Flags, Chooser>
  readonly words?: ReadonlyArray<{ readonly placeholder: string }> & { readonly length: Words["length"] }
  readonly misconfigured?: Chosen["misconfigured"]
}

/** Declares one command: what it is for, where its code is, and what it takes besides `--json`. */
export const command = <Flags extends object, Words extends ReadonlyArray<string> = readonly []>(
  brief: string,
  load: () => Promise<Command<Flags, Words>>,
  { flags, misconfigured, words }: NoInfer<Parameters<Flags, Words>>
) => {
  const named = Object.entries(flags).map(([name, flag]) => [name, naming(`--${name}`, flag)])
  return buildCommand<{ readonly json?: boolean }, Words, Chooser>({
    docs: { brief },
    parameters: {
      flags: bare({ ...Object.fromEntries(named), json }),
      aliases: {} as Aliases<"json">,
      positional: {
        kind: "tuple",
        parameters: ((words ?? []) as ReadonlyArray<{ readonly placeholder: string }>).map((word) =>
          naming(word.placeholder, word)
        )
      } as unknown as TypedPositionalParameters<Words, Chooser>
    },
    func(given, ...positional) {
      const { json = false, ...rest } = given
      this.choose({
        json,
        load: async () => {
          const work = await load()
          return (configuration) => work(configuration, rest as Flags, ...positional)
        },
        ...(misconfigured !== undefined && { misconfigured })
      })
    }
  })
}

/** Declares commands that begin with the same word. */
export const group = <Name extends string>(
  brief: string,
  routes: Readonly<
    Record<
      Name,
      ReturnType<typeof buildCommand<object, [], Chooser>> | ReturnType<typeof buildRouteMap<string, Chooser>>
    >
  >,
  defaultCommand?: NoInfer<Name>
) =>
  buildRouteMap<Name, Chooser>({
    docs: { brief },
    routes: bare(routes),
    ...(defaultCommand !== undefined && { defaultCommand })
  })
