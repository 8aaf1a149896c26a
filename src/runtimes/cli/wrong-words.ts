import {
  AliasNotFoundError,
  type ApplicationText,
  ArgumentParseError,
  EnumValidationError,
  FlagNotFoundError,
  InvalidNegatedFlagSyntaxError,
  text_en,
  UnexpectedFlagError,
  UnexpectedPositionalError,
  UnsatisfiedFlagError,
  UnsatisfiedPositionalError
} from "@stricli/core"
import { WrongWord } from "./declared.ts"

const didYouMean = (words: ReadonlyArray<string>) => words.length === 0 ? "" : `, did you mean ${words.join(" or ")}?`

/** Says what is wrong with the words, by flag. It repeats no value: that may be somebody's name. */
const inWords = (error: unknown): string => {
  if (error instanceof WrongWord) return `${error.about}: ${error.message}`
  if (error instanceof EnumValidationError) return `--${error.externalFlagName}: one of ${error.values.join(", ")}`
  if (error instanceof ArgumentParseError) return `--${error.externalFlagNameOrPlaceholder}: takes no value of its own`
  if (error instanceof UnsatisfiedFlagError) return `--${error.externalFlagName}: is needed, with a value`
  if (error instanceof UnsatisfiedPositionalError) return `${error.placeholder}: is needed`
  if (error instanceof UnexpectedFlagError) return `--${error.externalFlagName}: is there twice`
  if (error instanceof UnexpectedPositionalError) {
    return "There is a word too many. A value of several words stands in quotes."
  }
  if (error instanceof FlagNotFoundError) {
    return `--${error.input}: no such flag${didYouMean(error.corrections.map((name) => `--${name}`))}`
  }
  if (error instanceof AliasNotFoundError) return `-${error.input}: no such flag`
  if (error instanceof InvalidNegatedFlagSyntaxError) return `--${error.externalFlagName}: takes no value`
  return "This cannot be read."
}

/** Returns the texts of help and of what is wrong. */
export const texts = (onUnknown: (flag: FlagNotFoundError) => void): ApplicationText => ({
  ...text_en,
  headers: { usage: "Usage", aliases: "Also", commands: "Commands", flags: "Flags", arguments: "Words" },
  briefs: { ...text_en.briefs, help: "This page", version: "The version" },
  noCommandRegisteredForInput: ({ corrections, input }) =>
    input.startsWith("-")
      ? `${input}: name a command first, then its flags`
      : `unknown command "${input}"${didYouMean(corrections.map((word) => word.replaceAll("`", '"')))}`,
  exceptionWhileParsingArguments: (error) => {
    if (error instanceof FlagNotFoundError) onUnknown(error)
    return inWords(error)
  },
  exceptionWhileRunningIntegrationFlag: () => "There is no such flag."
})
