/** Where a name comes from; a person's school makes some likelier than others. */
export const nameOrigins = [
  "javanese",
  "sundanese",
  "batak",
  "minang",
  "bugis",
  "papuan",
  "chinese",
  "balinese",
  "moluccan",
  "minahasan",
  "timorese",
] as const;
export type NameOrigin = (typeof nameOrigins)[number];

type Names = readonly [string, ...string[]];

export interface NamePool {
  readonly male: Names;
  readonly female: Names;
  /** What follows the given name: a clan's name, a second given name, a father's name. */
  readonly secondMale: Names;
  readonly secondFemale: Names;
  /** Names that stand alone; null where people always bear a clan's or a family's name. */
  readonly single: { readonly male: Names; readonly female: Names } | null;
}

const list = (text: string): Names => {
  const [first = "", ...rest] = text.split(" ");
  return [first, ...rest];
};

const clans = (text: string) => ({ secondMale: list(text), secondFemale: list(text) });

export const namePools: Readonly<Record<NameOrigin, NamePool>> = {
  javanese: {
    male: list(
      "Agus Bambang Slamet Joko Eko Dwi Tri Catur Hadi Wahyu Budi Heru Sigit Yudi Arif Bayu Danang Fajar Galih Hendro Imam Karno Teguh Widodo",
    ),
    female: list(
      "Sri Endang Siti Dewi Wahyuni Retno Ratna Indah Lestari Rini Tutik Yuni Ningsih Puji Anis Dyah Fitri Galuh Kartika Laras Murni Nanik Wulan Utami",
    ),
    secondMale: list(
      "Santoso Prasetyo Wibowo Nugroho Setiawan Susanto Purnomo Hartono Kurniawan Raharjo Sutrisno Hidayat Suryono Pramono Wijayanto Saputra Utomo Kusumo",
    ),
    secondFemale: list(
      "Rahayu Wulandari Handayani Puspitasari Kusumawati Astuti Setyowati Pratiwi Mulyani Suryani Purwanti Maharani Widyastuti Anggraini Hastuti Widiastuti",
    ),
    single: {
      male: list("Sukarman Suparno Sugiyono Mulyono Sutarjo Kasiman Paijo Wagiman Ngadiman Supriyadi Sunaryo Suwarno"),
      female: list(
        "Nurhayati Suminah Partini Sumiyati Suparmi Tukinem Wagiyem Sukinah Kusmiati Rumiyati Sulastri Mujiati",
      ),
    },
  },
  sundanese: {
    male: list("Asep Dadang Cecep Ujang Yayan Deden Encep Iwan Rahmat Tatang Ade Dede"),
    female: list("Euis Neng Lilis Tuti Imas Cucu Entin Yeni Nia Rina Titin Wiwin"),
    secondMale: list("Sutisna Hermawan Permana Suherman Ramdani Supriatna Gunawan Kusnadi Sopandi Mulyana"),
    secondFemale: list("Suryati Komalasari Nurjanah Rohaeti Marlina Herlina Kurniasih Sumiati Rosmiati Mulyati"),
    single: {
      male: list("Suhendar Sumarna Rukmana Sobari Wahyudin Kosasih"),
      female: list("Rokayah Suhaeti Juariah Maemunah Kartini Sukaesih"),
    },
  },
  batak: {
    male: list("Parlindungan Togar Binsar Hotman Jonathan Maruli Saut Poltak Daniel Sahat"),
    female: list("Rotua Tiur Romauli Duma Lamria Ester Marta Tiarma Hotnida Sondang"),
    ...clans(
      "Simanjuntak Situmorang Siregar Nasution Sihombing Panjaitan Hutagalung Lubis Manurung Sitompul Harahap Pardede",
    ),
    single: null,
  },
  minang: {
    male: list("Rizal Zulkifli Afrizal Syafruddin Irwan Hendri Yusrizal Fauzan Taufik Ardi"),
    female: list("Yusnita Rahmi Desmawati Elvira Gusniati Novita Fatmawati Roza Mardiah Silvia"),
    secondMale: list("Chaniago Koto Piliang Tanjung Sikumbang Jambak Malin Bakri Anwar Idris"),
    secondFemale: list("Chaniago Koto Piliang Tanjung Sikumbang Jambak Yusuf Bakri Anwar Syafei"),
    single: null,
  },
  bugis: {
    male: list("Andi Baso Muhammad Syamsul Abdul Amiruddin Ridwan Ilham Muhlis Nasrullah Daeng Haris"),
    female: list("Andi Besse Nur Sitti Hasnah Rosmini Hartati Rahmawati Kasmawati Mariani Fatimah Suriani"),
    secondMale: list(
      "Mappanyukki Tenri Baharuddin Rahman Syarifuddin Hamzah Gaffar Mustari Salam Latief Sultan Hasyim",
    ),
    secondFemale: list("Tenriola Baharuddin Rahman Syarifuddin Hamzah Gaffar Mustari Salam Latief Aisyah Hasyim Jafar"),
    single: {
      male: list("Baharuddin Muhtar Syahrir Kamaruddin Burhanuddin Jamaluddin Sudirman Tahir"),
      female: list("Hasniati Rosdiana Nuraeni Hajrah Sunarti Kasmiati Darmawati Halijah"),
    },
  },
  papuan: {
    male: list("Yohanes Markus Yakobus Frans Benyamin Otniel Elias Yulius Obet Simon Herman Melkias"),
    female: list("Yuliana Maria Fransina Orpa Dorkas Yosina Naomi Marike Paulina Selfina Ruth Agustina"),
    ...clans("Wenda Kogoya Tabuni Rumbiak Kambu Ohee Ondoafi Mandowen Yoku Felle Suebu Wanggai Rumaropen Yikwa"),
    single: null,
  },
  chinese: {
    male: list("Hendrawan Kevin Ferry Stefanus Andreas Lukas Yohan William Robby Surya"),
    female: list("Lina Mei Silvi Vivian Stefani Yulia Agnes Felicia Monica Linda"),
    ...clans("Tanoto Halim Gunadi Wijaya Salim Lim Tjahjadi Susilo Kosasih Hartanto Liem Budiman"),
    single: null,
  },
  balinese: {
    male: list("Wayan Made Nyoman Ketut Putu Kadek Komang Gede"),
    female: list("Wayan Made Nyoman Ketut Putu Kadek Komang Ayu"),
    secondMale: list("Sudiarta Suardana Artawan Mahendra Wirawan Sudana Suarjana Dharma"),
    secondFemale: list("Sriasih Widiantari Ariani Suryantini Wulandewi Puspadewi Sukarmi Astiti"),
    single: null,
  },
  moluccan: {
    male: list("Marthen Johan Ronald Semuel Abraham Max Christian Jacob"),
    female: list("Christina Elsye Debora Wilhelmina Sarah Magdalena Josephine Ivonne"),
    ...clans("Pattiasina Latuconsina Matulessy Tuhumury Sahetapy Lekatompessy Manuputty Siahaya Leiwakabessy Tomasoa"),
    single: null,
  },
  minahasan: {
    male: list("Jefri Stenly Ruland Decky Noldy Fredy Hanny Vecky"),
    female: list("Meiske Novi Olvie Selvie Deisy Fenny Grace Jeane"),
    ...clans("Mandagi Tumbelaka Wowor Lumentut Rondonuwu Sondakh Pangemanan Walukow Runtuwene Kalalo"),
    single: null,
  },
  timorese: {
    male: list("Yosef Agustinus Petrus Kornelis Dominikus Antonius Blasius Hendrikus"),
    female: list("Theresia Bernadeta Margareta Yasinta Katarina Adelheid Kristina Veronika"),
    ...clans("Seran Nahak Bere Tefa Ndun Kolo Manek Bria Lopo Neno"),
    single: null,
  },
};

/** How likely each origin is where a school stands. */
export const originsByRegion = {
  central_java: [
    ["javanese", 58],
    ["sundanese", 8],
    ["chinese", 8],
    ["batak", 7],
    ["minang", 6],
    ["balinese", 4],
    ["bugis", 3],
    ["moluccan", 3],
    ["timorese", 3],
  ],
  south_sulawesi: [
    ["bugis", 58],
    ["javanese", 14],
    ["chinese", 6],
    ["minahasan", 8],
    ["moluccan", 5],
    ["timorese", 5],
    ["balinese", 4],
  ],
  papua: [
    ["papuan", 48],
    ["javanese", 18],
    ["bugis", 12],
    ["moluccan", 9],
    ["minahasan", 8],
    ["batak", 5],
  ],
} as const satisfies Record<string, readonly (readonly [NameOrigin, number])[]>;
export type Region = keyof typeof originsByRegion;
