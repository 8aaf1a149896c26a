import { Schema } from "effect"

/** Nothing is given to an address that somebody had formerly, for it may have another owner by now. */
export class AddressFormer extends Schema.TaggedError<AddressFormer>()("AddressFormer", { person_id: Schema.String }) {}
