import { namedCodes } from "./named-codes.ts"

/**
 * Ed-Fi’s LanguageDescriptor (Data Standard 5.2): ISO 639-2, of two codes the bibliographic one; beside each the codes of ISO 639-1 and
 * 639-3 where they differ, and its names.
 */
const languages = namedCodes(`
  ady Adyghe; gsw Swiss German; rup Aromanian/Macedo-Romanian; ast Asturian; bej Beja; byn Blin/Bilin;
  zbl Blissymbols; spa es/Spanish/Castilian/Español; nya ny/Chichewa; zha za/Zhuang; rar Rarotongan;
  crh Crimean Tatar; chp Chipewyan; div dv/Divehi; zza Zaza; bin Bini; dut nl/nld/Dutch; kik ki/Kikuyu;
  kal kl/Kalaallisut; hat ht/Haitian/Haitian Creole/Creole; arc Official Aramaic (700-300 BCE)/Official Aramaic;
  kac Kachin; pam Pampanga; kua kj/Kuanyama; kir ky/Kirghiz; ltz lb/Luxembourgish; lim li/Limburgan; nds Low German;
  arn Mapudungun; mic Mi'kmaq; hmn Hmong; nav nv/Navajo; new Nepal Bhasa; nde nd/Ndebele, North/North Ndebele;
  nob nb/Bokmål, Norwegian/Norwegian Bokmål; iii ii/Sichuan Yi; nno nn/Norwegian Nynorsk; ile ie/Interlingue;
  pro Provençal, Old (to 1500)/Old Provençal; xal Kalmyk; nwc Classical Newari; chu cu/Church Slavic;
  oss os/Ossetian; pus ps/Pushto; fil Filipino/Tagalog (Filipino); pan pa/Panjabi/Punjabi; kho Khotanese;
  gla gd/Gaelic/Scottish Gaelic; nso Pedi; sin si/Sinhala; nbl nr/Ndebele, South/South Ndebele; tlh Klingon;
  uig ug/Uighur; cat ca/Catalan; him Himachali languages; wal Wolaitta/Wolaytta; aar aa/Afar; ace Achinese;
  ada Adangme; afa Afro-Asiatic languages; afr af/Afrikaans; aka ak/Akan; alb sq/sqi/Albanian;
  alg Algonquian languages; amh am/Amharic; anp Angika; ara ar/Arabic; arg an/Aragonese; art Artificial languages;
  asm as/Assamese; ath Athapascan languages; ava av/Avaric; awa Awadhi; aze az/Azerbaijani; bai Bamileke languages;
  bal Baluchi; ban Balinese; bas Basa; bem Bemba; ber Berber languages; bih Bihari languages; bla Siksika;
  bos bs/Bosnian; bre br/Breton; bua Buriat; bul bg/Bulgarian; cai Central American Indian languages; ceb Cebuano;
  cha ch/Chamorro; che ce/Chechen; chi zh/zho/Chinese/Mandarin; chm Mari; cho Choctaw; chr Cherokee; chv cv/Chuvash;
  cmc Chamic languages; cor kw/Cornish; cpe Creoles and pidgins, English based;
  cpp Creoles and pidgins, Portuguese-based; csb Kashubian; cze cs/ces/Czech; dan da/Danish;
  day Land Dayak languages; den Slave (Athapascan)/Slave; din Dinka; doi Dogri; dsb Lower Sorbian;
  dum Dutch, Middle (ca.1050-1350)/Middle Dutch; dyu Dyula; efi Efik; eka Ekajuk; eng en/English; epo eo/Esperanto;
  ewe ee; fan Fang; fat Fanti; fiu Finno-Ugrian languages; fre fr/fra/French/Français;
  fro French, Old (842-ca.1400)/Old French; frs Eastern Frisian; ful ff/Fulah; gaa ; gba Gbaya; geo ka/kat/Georgian;
  gez Geez; glg gl/Galician; gmh German, Middle High (ca.1050-1500)/Middle High German; gon Gondi; got Gothic;
  grc Greek, Ancient (to 1453)/Ancient Greek; grn gn/Guarani; guj gu/Gujarati; hai Haida; hau ha/Hausa;
  heb he/Hebrew; hil Hiligaynon; hin hi/Hindi; hrv hr/Croatian; hun hu/Hungarian; iba Iban; ice is/isl/Icelandic;
  iku iu/Inuktitut; ilo Iloko; inc Indic languages; ine Indo-European languages; ipk ik/Inupiaq;
  iro Iroquoian languages; jav jv/Javanese; jpn ja/Japanese; jrb Judeo-Arabic; kab Kabyle; kan kn/Kannada;
  kas ks/Kashmiri; kaw Kawi; kbd Kabardian; khi Khoisan languages; kin rw/Kinyarwanda; kmb Kimbundu; kom kv/Komi;
  kor ko/Korean; kpe Kpelle; krl Karelian; kru Kurukh; kum Kumyk; kut Kutenai; lah Lahnda; lao lo; lav lv/Latvian;
  lit lt/Lithuanian; loz Lozi; lua Luba-Lulua; lug lg/Ganda; lun Lunda; lus Lushai; mad Madurese;
  mah mh/Marshallese; mak Makasar; man Mandingo; map Austronesian languages; mas Masai; mdf Moksha; men Mende;
  mis Uncoded languages; mlg mg/Malagasy; mnc Manchu; mno Manobo languages; mon mn/Mongolian;
  mul Multiple languages; mus Creek; mwr Marwari; myv Erzya; nai North American Indian languages; nau na/Nauru;
  ndo ng/Ndonga; nep ne/Nepali; nia Nias; niu Niuean; non Norse, Old/Old Norse; nqo N'Ko; nub Nubian languages;
  nyn Nyankole; nzi Nzima; oji oj/Ojibwa; orm om/Oromo; oto Otomian languages; pag Pangasinan; pap Papiamento;
  peo Persian, Old (ca.600-400 B.C.)/Old Persian; phi Philippine languages; pli pi/Pali; pon Pohnpeian;
  pra Prakrit languages; raj Rajasthani; roh rm/Romansh; rum ro/ron/Romanian; sad Sandawe; sah Yakut;
  sal Salishan languages; san sa/Sanskrit; sat Santali; sco Scots; sem Semitic languages;
  sgn Sign Languages/American Sign Language/ASL; sid Sidamo; sio Siouan languages; sla Slavic languages;
  slv sl/Slovenian; sme se/Northern Sami; smj Lule Sami; smo sm/Samoan; sna sn/Shona; snk Soninke; som so/Somali;
  sot st/Sotho, Southern/Southern Sotho; srd sc/Sardinian; srp sr/Serbian; ssa Nilo-Saharan languages; suk Sukuma;
  sus Susu; swa sw/Swahili; syc Classical Syriac; tah ty/Tahitian; tam ta/Tamil; tel te/Telugu; ter Tereno;
  tgk tg/Tajik; tha th/Thai; tig Tigre; tiv ; tmh Tamashek; ton to/Tonga (Tonga Islands)/Tonga; tsi Tsimshian;
  tso ts/Tsonga; tum Tumbuka; tur tr/Turkish; tvl Tuvalu; tyv Tuvinian; uga Ugaritic; ukr uk/Ukrainian;
  und Undetermined; uzb uz/Uzbek; ven ve/Venda; vol vo/Volapük; wak Wakashan languages; war Waray; wel cy/cym/Welsh;
  wln wa/Walloon; yao ; yid yi/Yiddish; ypk Yupik languages; zgh Standard Moroccan Tamazight; znd Zande languages;
  zun Zuni; abk ab/Abkhazian; ach Acoli; afh Afrihili; ain Ainu; akk Akkadian; ale Aleut; alt Southern Altai;
  ang English, Old (ca.450-1100)/Old English; apa Apache languages; arm hy/hye/Armenian; arp Arapaho; arw Arawak;
  aus Australian languages; ave ae/Avestan; aym ay/Aymara; bad Banda languages; bak ba/Bashkir; bam bm/Bambara;
  baq eu/eus/Basque; bat Baltic languages; bel be/Belarusian; ben bn/Bengali/Bangla; bho Bhojpuri; bik Bikol;
  bis bi/Bislama; bnt Bantu languages; bra Braj; btk Batak languages; bug Buginese; bur my/mya/Burmese; cad Caddo;
  car Galibi Carib; cau Caucasian languages; cel Celtic languages; chb Chibcha; chg Chagatai; chk Chuukese;
  chn Chinook jargon; chy Cheyenne; cop Coptic; cos co/Corsican; cpf Creoles and pidgins, French-based; cre cr/Cree;
  crp Creoles and pidgins; cus Cushitic languages; dak Dakota; dar Dargwa; del Delaware; dgr Dogrib/Tlicho;
  dra Dravidian languages; dua Duala; dzo dz/Dzongkha; egy Egyptian (Ancient)/Egyptian; elx Elamite;
  enm English, Middle (1100-1500)/Middle English; est et/Estonian; ewo Ewondo; fao fo/Faroese; fij fj/Fijian;
  fin fi/Finnish; fon ; frm French, Middle (ca.1400-1600)/Middle French; frr Northern Frisian;
  fry fy/Western Frisian; fur Friulian; gay Gayo; gem Germanic languages; ger de/deu/German/Deutsch; gil Gilbertese;
  gle ga/Irish; glv gv/Manx; goh German, Old High (ca.750-1050)/Old High German; gor Gorontalo; grb Grebo;
  gre el/ell/Greek, Modern (1453-)/Modern Greek/Greek; gwi Gwich'in; haw Hawaiian; her hz/Herero; hit Hittite;
  hmo ho/Hiri Motu; hsb Upper Sorbian; hup Hupa; ibo ig/Igbo; ido io; ijo Ijo languages;
  ina ia/Interlingua (International Auxiliary Language Association)/Interlingua; ind id/Indonesian; inh Ingush;
  ira Iranian languages; ita it/Italian; jbo Lojban; jpr Judeo-Persian; kaa Kara-Kalpak; kam Kamba;
  kar Karen languages; kau kr/Kanuri; kaz kk/Kazakh; kha Khasi; khm km/Central Khmer/Khmer/Cambodian; kok Konkani;
  kon kg/Kongo; kos Kosraean; krc Karachay-Balkar; kro Kru languages; kur ku/Kurdish; lad Ladino; lam Lamba;
  lat la/Latin; lez Lezghian; lin ln/Lingala; lol Mongo; lub lu/Luba-Katanga; lui Luiseno;
  luo Luo (Kenya and Tanzania); mac mk/mkd/Macedonian; mag Magahi; mai Maithili; mal ml/Malayalam; mao mi/mri/Maori;
  mar mr/Marathi; may ms/msa/Malay; mdr Mandar; mga Irish, Middle (900-1200)/Middle Irish; min Minangkabau;
  mkh Mon-Khmer languages; mlt mt/Maltese; mni Manipuri; moh Mohawk; mos Mossi; mun Munda languages; mwl Mirandese;
  myn Mayan languages; nah Nahuatl languages; nap Neapolitan; nic Niger-Kordofanian languages; nog Nogai;
  nor no/Norwegian; nym Nyamwezi; nyo Nyoro; oci oc/Occitan (post 1500)/Occitan; ori or/Oriya/Odia; osa Osage;
  ota Turkish, Ottoman (1500-1928)/Ottoman Turkish; paa Papuan languages; pal Pahlavi; pau Palauan;
  per fa/fas/Persian/Farsi; phn Phoenician; pol pl/Polish; por pt/Portuguese/Português; que qu/Quechua; rap Rapanui;
  roa Romance languages; rom Romany; run rn/Rundi; rus ru/Russian; sag sg/Sango;
  sai South American Indian languages; sam Samaritan Aramaic; sas Sasak; scn Sicilian; sel Selkup;
  sga Irish, Old (to 900)/Old Irish; shn Shan; sit Sino-Tibetan languages; slo sk/slk/Slovak; sma Southern Sami;
  smi Sami languages; smn Inari Sami; sms Skolt Sami; snd sd/Sindhi; sog Sogdian; son Songhai languages;
  srn Sranan Tongo; srr Serer; ssw ss/Swati; sun su/Sundanese; sux Sumerian; swe sv/Swedish; syr Syriac;
  tai Tai languages; tat tt/Tatar; tem Timne; tet Tetum; tgl tl/Tagalog; tib bo/bod/Tibetan; tir ti/Tigrinya;
  tkl Tokelau; tli Tlingit; tog Tonga (Nyasa); tpi Tok Pisin; tsn tn/Tswana; tuk tk/Turkmen; tup Tupi languages;
  tut Altaic languages; twi tw; udm Udmurt; umb Umbundu; urd ur/Urdu; vai ; vie vi/Vietnamese/Tiếng Việt; vot Votic;
  was Washo; wen Sorbian languages; wol wo/Wolof; xho xh/Xhosa; yap Yapese; yor yo/Yoruba; zap Zapotec; zen Zenaga;
  zul zu/Zulu
`)

/** A language by its Ed-Fi code value, another ISO code or its name; read as the code value. */
export const Language = languages.value
