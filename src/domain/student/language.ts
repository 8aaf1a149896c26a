import { namedCodes } from "./named-codes.ts"

/**
 * Ed-Fi’s LanguageDescriptor (Data Standard 5.2), which is ISO 639-2; of two codes, the bibliographic one. Each code is followed by those
 * of ISO 639-1 and 639-3 where they differ, and its names.
 */
const languages = namedCodes(`
  aar aa/Afar; abk ab/Abkhazian; ace Achinese; ach Acoli; ada Adangme; ady Adyghe; afa Afro-Asiatic languages;
  afh Afrihili; afr af/Afrikaans; ain Ainu; aka ak/Akan; akk Akkadian; alb sq/sqi/Albanian; ale Aleut;
  alg Algonquian languages; alt Southern Altai; amh am/Amharic; ang English, Old (ca.450-1100)/Old English;
  anp Angika; apa Apache languages; ara ar/Arabic; arc Official Aramaic (700-300 BCE)/Official Aramaic;
  arg an/Aragonese; arm hy/hye/Armenian; arn Mapudungun; arp Arapaho; art Artificial languages; arw Arawak;
  asm as/Assamese; ast Asturian; ath Athapascan languages; aus Australian languages; ava av/Avaric; ave ae/Avestan;
  awa Awadhi; aym ay/Aymara; aze az/Azerbaijani; bad Banda languages; bai Bamileke languages; bak ba/Bashkir;
  bal Baluchi; bam bm/Bambara; ban Balinese; baq eu/eus/Basque; bas Basa; bat Baltic languages; bej Beja;
  bel be/Belarusian; bem Bemba; ben bn/Bengali/Bangla; ber Berber languages; bho Bhojpuri; bih Bihari languages;
  bik Bikol; bin Bini; bis bi/Bislama; bla Siksika; bnt Bantu languages; bos bs/Bosnian; bra Braj; bre br/Breton;
  btk Batak languages; bua Buriat; bug Buginese; bul bg/Bulgarian; bur my/mya/Burmese; byn Blin/Bilin; cad Caddo;
  cai Central American Indian languages; car Galibi Carib; cat ca/Catalan; cau Caucasian languages; ceb Cebuano;
  cel Celtic languages; cha ch/Chamorro; chb Chibcha; che ce/Chechen; chg Chagatai; chi zh/zho/Chinese/Mandarin;
  chk Chuukese; chm Mari; chn Chinook jargon; cho Choctaw; chp Chipewyan; chr Cherokee; chu cu/Church Slavic;
  chv cv/Chuvash; chy Cheyenne; cmc Chamic languages; cop Coptic; cor kw/Cornish; cos co/Corsican;
  cpe Creoles and pidgins, English based; cpf Creoles and pidgins, French-based;
  cpp Creoles and pidgins, Portuguese-based; cre cr/Cree; crh Crimean Tatar; crp Creoles and pidgins; csb Kashubian;
  cus Cushitic languages; cze cs/ces/Czech; dak Dakota; dan da/Danish; dar Dargwa; day Land Dayak languages;
  del Delaware; den Slave (Athapascan)/Slave; dgr Dogrib/Tlicho; din Dinka; div dv/Divehi; doi Dogri;
  dra Dravidian languages; dsb Lower Sorbian; dua Duala; dum Dutch, Middle (ca.1050-1350)/Middle Dutch;
  dut nl/nld/Dutch; dyu Dyula; dzo dz/Dzongkha; efi Efik; egy Egyptian (Ancient)/Egyptian; eka Ekajuk; elx Elamite;
  eng en/English; enm English, Middle (1100-1500)/Middle English; epo eo/Esperanto; est et/Estonian; ewe ee;
  ewo Ewondo; fan Fang; fao fo/Faroese; fat Fanti; fij fj/Fijian; fil Filipino/Tagalog (Filipino); fin fi/Finnish;
  fiu Finno-Ugrian languages; fon ; fre fr/fra/French/Français; frm French, Middle (ca.1400-1600)/Middle French;
  fro French, Old (842-ca.1400)/Old French; frr Northern Frisian; frs Eastern Frisian; fry fy/Western Frisian;
  ful ff/Fulah; fur Friulian; gaa ; gay Gayo; gba Gbaya; gem Germanic languages; geo ka/kat/Georgian;
  ger de/deu/German/Deutsch; gez Geez; gil Gilbertese; gla gd/Gaelic/Scottish Gaelic; gle ga/Irish; glg gl/Galician;
  glv gv/Manx; gmh German, Middle High (ca.1050-1500)/Middle High German;
  goh German, Old High (ca.750-1050)/Old High German; gon Gondi; gor Gorontalo; got Gothic; grb Grebo;
  grc Greek, Ancient (to 1453)/Ancient Greek; gre el/ell/Greek, Modern (1453-)/Modern Greek/Greek; grn gn/Guarani;
  gsw Swiss German; guj gu/Gujarati; gwi Gwich'in; hai Haida; hat ht/Haitian/Haitian Creole/Creole; hau ha/Hausa;
  haw Hawaiian; heb he/Hebrew; her hz/Herero; hil Hiligaynon; him Himachali languages; hin hi/Hindi; hit Hittite;
  hmn Hmong; hmo ho/Hiri Motu; hrv hr/Croatian; hsb Upper Sorbian; hun hu/Hungarian; hup Hupa; iba Iban; ibo ig/Igbo;
  ice is/isl/Icelandic; ido io; iii ii/Sichuan Yi; ijo Ijo languages; iku iu/Inuktitut; ile ie/Interlingue; ilo Iloko;
  ina ia/Interlingua (International Auxiliary Language Association)/Interlingua; inc Indic languages;
  ind id/Indonesian; ine Indo-European languages; inh Ingush; ipk ik/Inupiaq; ira Iranian languages;
  iro Iroquoian languages; ita it/Italian; jav jv/Javanese; jbo Lojban; jpn ja/Japanese; jpr Judeo-Persian;
  jrb Judeo-Arabic; kaa Kara-Kalpak; kab Kabyle; kac Kachin; kal kl/Kalaallisut; kam Kamba; kan kn/Kannada;
  kar Karen languages; kas ks/Kashmiri; kau kr/Kanuri; kaw Kawi; kaz kk/Kazakh; kbd Kabardian; kha Khasi;
  khi Khoisan languages; khm km/Central Khmer/Khmer/Cambodian; kho Khotanese; kik ki/Kikuyu; kin rw/Kinyarwanda;
  kir ky/Kirghiz; kmb Kimbundu; kok Konkani; kom kv/Komi; kon kg/Kongo; kor ko/Korean; kos Kosraean; kpe Kpelle;
  krc Karachay-Balkar; krl Karelian; kro Kru languages; kru Kurukh; kua kj/Kuanyama; kum Kumyk; kur ku/Kurdish;
  kut Kutenai; lad Ladino; lah Lahnda; lam Lamba; lao lo; lat la/Latin; lav lv/Latvian; lez Lezghian;
  lim li/Limburgan; lin ln/Lingala; lit lt/Lithuanian; lol Mongo; loz Lozi; ltz lb/Luxembourgish; lua Luba-Lulua;
  lub lu/Luba-Katanga; lug lg/Ganda; lui Luiseno; lun Lunda; luo Luo (Kenya and Tanzania); lus Lushai;
  mac mk/mkd/Macedonian; mad Madurese; mag Magahi; mah mh/Marshallese; mai Maithili; mak Makasar; mal ml/Malayalam;
  man Mandingo; mao mi/mri/Maori; map Austronesian languages; mar mr/Marathi; mas Masai; may ms/msa/Malay; mdf Moksha;
  mdr Mandar; men Mende; mga Irish, Middle (900-1200)/Middle Irish; mic Mi'kmaq; min Minangkabau;
  mis Uncoded languages; mkh Mon-Khmer languages; mlg mg/Malagasy; mlt mt/Maltese; mnc Manchu; mni Manipuri;
  mno Manobo languages; moh Mohawk; mon mn/Mongolian; mos Mossi; mul Multiple languages; mun Munda languages;
  mus Creek; mwl Mirandese; mwr Marwari; myn Mayan languages; myv Erzya; nah Nahuatl languages;
  nai North American Indian languages; nap Neapolitan; nau na/Nauru; nav nv/Navajo;
  nbl nr/Ndebele, South/South Ndebele; nde nd/Ndebele, North/North Ndebele; ndo ng/Ndonga; nds Low German;
  nep ne/Nepali; new Nepal Bhasa; nia Nias; nic Niger-Kordofanian languages; niu Niuean; nno nn/Norwegian Nynorsk;
  nob nb/Bokmål, Norwegian/Norwegian Bokmål; nog Nogai; non Norse, Old/Old Norse; nor no/Norwegian; nqo N'Ko;
  nso Pedi; nub Nubian languages; nwc Classical Newari; nya ny/Chichewa; nym Nyamwezi; nyn Nyankole; nyo Nyoro;
  nzi Nzima; oci oc/Occitan (post 1500)/Occitan; oji oj/Ojibwa; ori or/Oriya/Odia; orm om/Oromo; osa Osage;
  oss os/Ossetian; ota Turkish, Ottoman (1500-1928)/Ottoman Turkish; oto Otomian languages; paa Papuan languages;
  pag Pangasinan; pal Pahlavi; pam Pampanga; pan pa/Panjabi/Punjabi; pap Papiamento; pau Palauan;
  peo Persian, Old (ca.600-400 B.C.)/Old Persian; per fa/fas/Persian/Farsi; phi Philippine languages; phn Phoenician;
  pli pi/Pali; pol pl/Polish; pon Pohnpeian; por pt/Portuguese/Português; pra Prakrit languages;
  pro Provençal, Old (to 1500)/Old Provençal; pus ps/Pushto; que qu/Quechua; raj Rajasthani; rap Rapanui;
  rar Rarotongan; roa Romance languages; roh rm/Romansh; rom Romany; rum ro/ron/Romanian; run rn/Rundi;
  rup Aromanian/Macedo-Romanian; rus ru/Russian; sad Sandawe; sag sg/Sango; sah Yakut;
  sai South American Indian languages; sal Salishan languages; sam Samaritan Aramaic; san sa/Sanskrit; sas Sasak;
  sat Santali; scn Sicilian; sco Scots; sel Selkup; sem Semitic languages; sga Irish, Old (to 900)/Old Irish;
  sgn Sign Languages/American Sign Language/ASL; shn Shan; sid Sidamo; sin si/Sinhala; sio Siouan languages;
  sit Sino-Tibetan languages; sla Slavic languages; slo sk/slk/Slovak; slv sl/Slovenian; sma Southern Sami;
  sme se/Northern Sami; smi Sami languages; smj Lule Sami; smn Inari Sami; smo sm/Samoan; sms Skolt Sami;
  sna sn/Shona; snd sd/Sindhi; snk Soninke; sog Sogdian; som so/Somali; son Songhai languages;
  sot st/Sotho, Southern/Southern Sotho; spa es/Spanish/Castilian/Español; srd sc/Sardinian; srn Sranan Tongo;
  srp sr/Serbian; srr Serer; ssa Nilo-Saharan languages; ssw ss/Swati; suk Sukuma; sun su/Sundanese; sus Susu;
  sux Sumerian; swa sw/Swahili; swe sv/Swedish; syc Classical Syriac; syr Syriac; tah ty/Tahitian; tai Tai languages;
  tam ta/Tamil; tat tt/Tatar; tel te/Telugu; tem Timne; ter Tereno; tet Tetum; tgk tg/Tajik; tgl tl/Tagalog;
  tha th/Thai; tib bo/bod/Tibetan; tig Tigre; tir ti/Tigrinya; tiv ; tkl Tokelau; tlh Klingon; tli Tlingit;
  tmh Tamashek; tog Tonga (Nyasa); ton to/Tonga (Tonga Islands)/Tonga; tpi Tok Pisin; tsi Tsimshian; tsn tn/Tswana;
  tso ts/Tsonga; tuk tk/Turkmen; tum Tumbuka; tup Tupi languages; tur tr/Turkish; tut Altaic languages; tvl Tuvalu;
  twi tw; tyv Tuvinian; udm Udmurt; uga Ugaritic; uig ug/Uighur; ukr uk/Ukrainian; umb Umbundu; und Undetermined;
  urd ur/Urdu; uzb uz/Uzbek; vai ; ven ve/Venda; vie vi/Vietnamese/Tiếng Việt; vol vo/Volapük; vot Votic;
  wak Wakashan languages; wal Wolaitta/Wolaytta; war Waray; was Washo; wel cy/cym/Welsh; wen Sorbian languages;
  wln wa/Walloon; wol wo/Wolof; xal Kalmyk; xho xh/Xhosa; yao ; yap Yapese; yid yi/Yiddish; yor yo/Yoruba;
  ypk Yupik languages; zap Zapotec; zbl Blissymbols; zen Zenaga; zgh Standard Moroccan Tamazight; zha za/Zhuang;
  znd Zande languages; zul zu/Zulu; zun Zuni; zza Zaza
`)

/** A language, given by its Ed-Fi code value, another ISO code or its name, and read as the code value. */
export const Language = languages.value
