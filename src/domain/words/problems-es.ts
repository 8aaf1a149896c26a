import type { ProblemWords } from "./problem-codes.ts"

const conditions: Readonly<Record<string, string>> = {
  consultation: "la consulta",
  shadow_day: "el día de visita",
  documents: "los documentos",
  deposit: "el depósito"
}

const statuses: Readonly<Record<string, string>> = {
  completed: "completada",
  withdrawn: "retirada",
  declined: "rechazada",
  erased: "borrada"
}

const wanted: Readonly<Record<string, string>> = {
  type: "como application/json",
  charset: "en UTF-8",
  encoding: "sin compresión"
}

const existing: Readonly<Record<string, string>> = {
  invited: "Esta familia ya está invitada para este niño o niña.",
  unnamed: "Esta familia tiene una invitación abierta sin nombre. Indique a qué niño o niña invita.",
  enrollment_open: "La inscripción está en curso: la familia inicia sesión y continúa.",
  enrollment_closed: "La inscripción fue cerrada. El personal de la escuela puede reabrirla.",
  enrollment_completed: "Ya está inscrito o inscrita: la familia inicia sesión para verlo."
}

/** What is wrong with a request, in Spanish. */
export const problemsEs: ProblemWords = {
  "address-former": {
    title: "Esta dirección era de otra persona",
    detail: ({ person_id }) =>
      `Esta dirección era de alguien que ahora tiene otra (${String(person_id)}). Un administrador puede liberarla.`
  },
  "address-in-use": {
    title: "Esta dirección está en uso",
    detail: "Es la dirección actual de la persona. Primero asígnele otra."
  },
  "address-taken": {
    title: "Esta dirección es de otra persona",
    detail: "Esta dirección no puede pasar a ser de esta persona."
  },
  "body-too-large": { title: "Esto es demasiado grande", detail: ({ most }) => `Como máximo ${String(most)}.` },
  "coach-unknown": { title: "Entrenador desconocido", detail: "Este entrenador no se conoce en la escuela." },
  "custody-of-self": {
    title: "Esto le excluiría a usted",
    detail: "No puede excluirse a sí mismo de una inscripción. Pregunte a un administrador de la escuela."
  },
  "enrollment-closed": {
    title: "Esta inscripción está cerrada",
    detail: ({ status }) =>
      `Esta inscripción está ${
        statuses[String(status)] ?? "cerrada"
      }: ya no se puede cambiar aquí. Pregunte a la escuela, por favor.`
  },
  "enrollment-not-found": { title: "No existe esta inscripción", detail: "Esta inscripción no se conoce." },
  "guardian-refused": {
    title: "No se puede añadir este tutor",
    detail: "Ya hay tres tutores más. Quite primero a uno de ellos, por favor."
  },
  "idempotency-key-reused": {
    title: "Esta clave pertenece a otra solicitud",
    detail: "Esta Idempotency-Key ya se envió con otra solicitud."
  },
  "identity-unknown": {
    title: "No se le conoce aquí",
    detail: "Nadie aquí tiene esta dirección verificada. Pida una invitación a su entrenador o a la escuela."
  },
  invalid: { title: "Corrija los campos marcados, por favor" },
  "invitation-accepted": { title: "Esta invitación está en uso", detail: "La familia ya aceptó esta invitación." },
  "invitation-exists": {
    title: "Esta familia ya está invitada",
    detail: ({ is_named, reason }) =>
      existing[reason === "invited" && is_named === false ? "unnamed" : String(reason)] ?? ""
  },
  "invitation-expired": {
    title: "Esta invitación venció",
    detail: "Esta invitación venció. Pida una nueva a su entrenador, por favor."
  },
  "invitation-not-found": { title: "No existe esta invitación", detail: "Esta invitación no se conoce." },
  "invitation-not-yours": {
    title: "Esta invitación es para otra dirección",
    detail: "Esta invitación se envió a otra dirección. Inicie sesión con la dirección a la que se envió."
  },
  "invitation-revoked": {
    title: "Esta invitación se retiró",
    detail: "Esta invitación se retiró. Pida una nueva a su entrenador, por favor."
  },
  "issuer-unavailable": { title: "Inténtelo de nuevo en un momento" },
  "last-admin": {
    title: "El último administrador se queda",
    detail: "Es el último administrador de todas las escuelas."
  },
  "malformed-idempotency-key": {
    title: "Esto no es una Idempotency-Key",
    detail: "Envíe de 1 a 255 caracteres imprimibles, por favor."
  },
  "malformed-json": { title: "Esto no es JSON" },
  "method-not-allowed": {
    title: "Se necesita otro método",
    detail: ({ allow }) => `Aquí se permite: ${String(allow)}.`
  },
  "nested-too-deeply": { title: "Esto está anidado demasiado" },
  "not-authenticated": { title: "Inicie sesión, por favor", detail: "Se necesita un token de acceso válido." },
  "not-found": { title: "No existe este recurso" },
  "not-permitted": { title: "No permitido", detail: "No tiene permiso para hacer esto." },
  "not-utf-8": { title: "Esto no es UTF-8", detail: "Envíe el cuerpo en UTF-8, por favor." },
  "person-not-found": { title: "No existe esta persona", detail: "Esta persona no se conoce." },
  "policy-not-met": {
    title: "Aún sin verificar",
    detail: ({ condition }) => `La escuela aún no ha verificado esto: ${conditions[String(condition)] ?? ""}.`
  },
  "records-refused": {
    title: "Los registros del estudiante se rechazaron",
    detail: "Los registros del estudiante no se pueden escribir tal como están."
  },
  "repeated-name": { title: "Un nombre aparece dos veces", detail: "Envíe cada campo de un objeto una sola vez." },
  "request-under-way": {
    title: "Aún en curso",
    detail: "La misma solicitud aún está en curso. Inténtelo de nuevo en un momento."
  },
  "school-ambiguous": {
    title: "¿Qué escuela?",
    detail: "Indique la escuela, por favor: usted trabaja en más de una."
  },
  "school-exists": { title: "Esta escuela ya existe", detail: "Ya existe una escuela con este número." },
  "school-unknown": { title: "Escuela desconocida", detail: "Esta escuela no se conoce." },
  "sign-in-link-invalid": {
    title: "Este enlace no funciona",
    detail: "Este enlace no funciona. Funciona una sola vez, durante diez minutos. Pida uno nuevo, por favor."
  },
  starting: { title: "El servicio se está iniciando" },
  "step-not-waivable": {
    title: "Este paso no se puede omitir",
    detail: ({ step }) => `El paso ${String(step)} no se puede omitir ahora.`
  },
  "step-out-of-order": {
    title: "Primero va otro paso",
    detail: ({ expected, requested }) =>
      `El paso ${String(requested)} aún no se puede hacer: primero va el paso ${String(expected)}.`
  },
  "store-unavailable": { title: "Inténtelo de nuevo en un momento" },
  "too-many-requests": {
    title: "Espere un poco, por favor",
    detail: "Fueron demasiados intentos. Espere un poco e inténtelo de nuevo."
  },
  unexpected: { title: "Algo salió mal de nuestro lado" },
  "unsupported-media-type": {
    title: "Se necesita JSON",
    detail: ({ what }) => `Envíe el cuerpo ${wanted[String(what)] ?? ""}, por favor.`
  },
  "version-conflict": {
    title: "Cambió en el mismo momento",
    detail: "Esto cambió en el mismo momento, varias veces. Inténtelo de nuevo, por favor."
  },
  "version-mismatch": {
    title: "Cambió entretanto",
    detail: "Esto cambió entretanto. Cárguelo de nuevo, por favor."
  }
}
