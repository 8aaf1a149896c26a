import { Schema, SchemaTransformation } from "effect"
import { refuses } from "../words/refusal.ts"
import { codeValue, ignoringCase } from "./code-value.ts"

/** Code values of Ed-Fi's RaceDescriptor (Data Standard 5.2). */
export const races = [
  "American Indian or Alaska Native",
  "Asian",
  "Black or African American",
  "Choose Not to Respond",
  "Hispanic or Latino",
  "Middle Eastern or North African",
  "Native Hawaiian or Pacific Islander",
  "Other",
  "White"
] as const

/** Data Standard 4 spelled three of them with a dash; the portal still does. */
const read = ignoringCase(races, {
  "American Indian - Alaska Native": "American Indian or Alaska Native",
  "Black - African American": "Black or African American",
  "Native Hawaiian - Pacific Islander": "Native Hawaiian or Pacific Islander"
})

const twoOrMore = /^two or more( races)?$/i

const Race = codeValue(races, read)

const sortedUnique = SchemaTransformation.transform<ReadonlyArray<string>, ReadonlyArray<string>>({
  decode: (values) => [...new Set(values)].sort(),
  encode: (values) => values
})

/** Races as asked in step 4: sorted, each once. "Two or more" is dropped if two are named, and refused if they are not. */
export const Races = Schema.Array(Schema.String).check(Schema.isMaxLength(20, refuses("too_many", { max: 20 })))
  .pipe(
    Schema.decodeTo(
      Schema.Array(Schema.String).check(
        Schema.makeFilter(
          (values: ReadonlyArray<string>) => !values.some((value) => twoOrMore.test(value)),
          refuses("races_unspecified")
        )
      ),
      SchemaTransformation.transform<ReadonlyArray<string>, ReadonlyArray<string>>({
        decode: (values) => {
          const named = values.filter((value) => !twoOrMore.test(value.trim()))
          return new Set(named.map((value) => value.trim().toLowerCase())).size >= 2
            ? named
            : values.map((value) => value.trim())
        },
        encode: (values) => values
      })
    ),
    Schema.decodeTo(Schema.Array(Race)),
    Schema.decodeTo(
      Schema.Array(Schema.Literals(races)).check(
        Schema.makeFilter(
          (values: ReadonlyArray<string>) => !values.includes("Choose Not to Respond") || values.length === 1,
          { ...refuses("races_contradict"), toJsonSchema: () => ({ maxItems: 20 }) }
        )
      ),
      sortedUnique as never
    )
  )
