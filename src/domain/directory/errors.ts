import { Schema } from "effect"

/** Nobody of this id, or somebody whom the caller may not know of. */
export class PersonNotFound extends Schema.TaggedError<PersonNotFound>()("PersonNotFound", {}) {
  override get message() {
    return "This person is not known."
  }
}

/** The address is that of somebody who works here, or whose children are at schools that are not the caller's. */
export class AddressTaken extends Schema.TaggedError<AddressTaken>()("AddressTaken", {}) {
  override get message() {
    return "This address cannot become this person's."
  }
}

/** Somebody must be left who may do everything. */
export class LastAdmin extends Schema.TaggedError<LastAdmin>()("LastAdmin", {}) {
  override get message() {
    return "This is the last administrator of all schools."
  }
}
