/** Invented names, used for nothing else: the scan of the logs looks for them. */
export const lastNames = [
  "Fairweather",
  "Okonkwo",
  "Castellanos",
  "Lindqvist",
  "Nakagawa",
  "Brightwater",
  "Abernathy",
  "Villaseñor",
  "Oyelaran",
  "Thistlewood",
  "Kaczmarek",
  "Nguyễn",
  "Haddadin",
  "Montoya",
  "O’Sullivan",
  "Ravindran",
  "Eisenhardt",
  "Tsosie",
  "Beaumont",
  "Delacroix"
] as const

export const firstNames = [
  "Imani",
  "Mateo",
  "Linnéa",
  "Rohan",
  "Keziah",
  "Tobias",
  "Yara",
  "Emrys",
  "Soledad",
  "Anselm",
  "Niamh",
  "Kofi",
  "Marisol"
] as const

export const parentNames = ["Carmen", "Dwight", "Folasade", "Henrik", "Akiko", "Rosalind", "Omar"] as const
