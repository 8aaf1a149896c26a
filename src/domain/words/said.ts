import type { Language } from "./language.ts"

const said = {
  invitation: ["The invitation.", "La invitación."],
  invitation_sent: ["The invitation is on its way.", "La invitación está en camino."],
  invitation_changed: ["The invitation was changed.", "La invitación se cambió."],
  invitation_revoked: ["The invitation was revoked.", "La invitación se retiró."],
  invitation_resent: ["The invitation is on its way again.", "La invitación está en camino de nuevo."],
  link_asked: [
    "If this address is known here, a mail with a sign-in link is on its way.",
    "Si esta dirección se conoce aquí, un correo con un enlace está en camino."
  ],
  signed_in: ["You are signed in.", "Ha iniciado sesión."],
  signed_out: ["You are signed out.", "Ha cerrado la sesión."],
  sessions_ended: ["They have to sign in again.", "Tienen que iniciar sesión de nuevo."],
  reopen: ["Reopen", "Reabrir"],
  withdraw: ["Withdraw", "Retirar"],
  complete_step: ["Complete {step}", "Completar: {step}"],
  save_draft: ["Save {step} for later", "Guardar para más tarde: {step}"],
  waive_step: ["Waive {step}", "Omitir: {step}"],
  name_child: ["Invite again and name the child", "Invitar de nuevo con el nombre"],
  resend: ["Send the invitation again", "Enviar de nuevo la invitación"],
  sign_in: ["Have a sign-in link mailed to the family", "Enviar a la familia un enlace de acceso"],
  reopen_enrollment: ["Reopen the enrollment", "Reabrir la inscripción"],
  step_1: ["Program Information", "Información del programa"],
  step_2: ["Phone Consultation", "Consulta telefónica"],
  step_3: ["Shadow Day", "Día de visita"],
  step_4: ["Student Information", "Información del estudiante"],
  step_5: ["Document Submission", "Entrega de documentos"],
  step_6: ["Payment Processing", "Pago"]
} as const

/** Returns the words of an answer where nothing is wrong, and of what can be done next. `step` is the name of a step. */
export const say = (what: keyof typeof said, language: Language, step = ""): string =>
  said[what][language === "en" ? 0 : 1].replace("{step}", () => step)

/** Returns the name of a step. */
export const stepIn = (step: 1 | 2 | 3 | 4 | 5 | 6, language: Language): string => say(`step_${step}`, language)
