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

/** The address is the one that the person has now: they need another one before it can be let go. */
export class AddressInUse extends Schema.TaggedError<AddressInUse>()("AddressInUse", {}) {
  override get message() {
    return "This is the person's present address. Give them another one first."
  }
}

/** Somebody must be left who may do everything. */
export class LastAdmin extends Schema.TaggedError<LastAdmin>()("LastAdmin", {}) {
  override get message() {
    return "This is the last administrator of all schools."
  }
}
