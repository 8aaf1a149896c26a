import { codeValue, ignoringCase } from "./code-value.ts"

/** Code values of Ed-Fi’s LanguageDescriptor (Data Standard 5.2): ISO 639-2. */
const codes = new Set(
  `
  ady gsw rup ast bej byn zbl spa nya zha rar crh chp div zza bin dut kik kal hat arc kac pam kua kir ltz lim nds
  arn mic hmn nav new nde nob iii nno ile pro xal nwc chu oss pus fil pan kho gla nso sin nbl tlh uig cat him wal
  aar ace ada afa afr aka alb alg amh anp ara arg art asm ath ava awa aze bai bal ban bas bem ber bih bla bos bre
  bua bul cai ceb cha che chi chm cho chr chv cmc cor cpe cpp csb cze dan day den din doi dsb dum dyu efi eka eng
  epo ewe fan fat fiu fre fro frs ful gaa gba geo gez glg gmh gon got grc grn guj hai hau heb hil hin hrv hun iba
  ice iku ilo inc ine ipk iro jav jpn jrb kab kan kas kaw kbd khi kin kmb kom kor kpe krl kru kum kut lah lao lav
  lit loz lua lug lun lus mad mah mak man map mas mdf men mis mlg mnc mno mon mul mus mwr myv nai nau ndo nep nia
  niu non nqo nub nyn nzi oji orm oto pag pap peo phi pli pon pra raj roh rum sad sah sal san sat sco sem sgn sid
  sio sla slv sme smj smo sna snk som sot srd srp ssa suk sus swa syc tah tam tel ter tgk tha tig tiv tmh ton tsi
  tso tum tur tvl tyv uga ukr und uzb ven vol wak war wel wln yao yid ypk zgh znd zun abk ach afh ain akk ale alt
  ang apa arm arp arw aus ave aym bad bak bam baq bat bel ben bho bik bis bnt bra btk bug bur cad car cau cel chb
  chg chk chn chy cop cos cpf cre crp cus dak dar del dgr dra dua dzo egy elx enm est ewo fao fij fin fon frm frr
  fry fur gay gem ger gil gle glv goh gor grb gre gwi haw her hit hmo hsb hup ibo ido ijo ina ind inh ira ita jbo
  jpr kaa kam kar kau kaz kha khm kok kon kos krc kro kur lad lam lat lez lin lol lub lui luo mac mag mai mal mao
  mar may mdr mga min mkh mlt mni moh mos mun mwl myn nah nap nic nog nor nym nyo oci ori osa ota paa pal pau per
  phn pol por que rap roa rom run rus sag sai sam sas scn sel sga shn sit slo sma smi smn sms snd sog son srn srr
  ssw sun sux swe syr tai tat tem tet tgl tib tir tkl tli tog tpi tsn tuk tup tut twi udm umb urd vai vie vot was
  wen wol xho yap yor zap zen zul
`.trim().split(/\s+/)
)

/** A language by its Ed-Fi code value. */
export const Language = codeValue([...codes], ignoringCase([...codes]))
