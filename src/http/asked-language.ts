import { Context } from "effect"
import type { Language } from "../domain/words/language.ts"

/** The language that the caller asks for, for answers of success that hold words. */
export const AskedLanguage = Context.Reference<Language>("tsa/http/AskedLanguage", { defaultValue: () => "en" })
