import { Schema } from "effect"

/** Nothing is given to an address that somebody had formerly, for it may have another owner by now. */
export class AddressFormer extends Schema.TaggedError<AddressFormer>()("AddressFormer", { person_id: Schema.String }) {
  override get message() {
    return `This address was somebody's who has another one now (${this.person_id}). An administrator can release it.`
  }
}
