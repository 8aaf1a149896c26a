import { Schema } from "effect"

/** The address is a former one of somebody's. Nothing is given to it, since it may have another owner by now. */
export class AddressFormer extends Schema.TaggedError<AddressFormer>()("AddressFormer", { person_id: Schema.String }) {}
