import { Schema } from "effect"

/** The kinds of documents that a school may ask for. */
export const DocumentType = Schema.Literals([
  "transcript",
  "birth_certificate",
  "immunization_records",
  "medical_form",
  "emergency_contact_form",
  "photo_release",
  "insurance_card",
  "previous_school_records",
  "id_verification",
  "financial_aid_documents"
])
export type DocumentType = typeof DocumentType.Type
