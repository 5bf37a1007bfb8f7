import type { ConditionProblemCode } from "@gloria/contracts";

/** Mengapa sebuah syarat tidak dapat disimpan. */
export const conditionProblem = {
  too_long: "Syarat paling panjang {{maximum}} karakter.",
  too_deep: "Syarat ini terlalu banyak bagiannya, atau kurungnya terlalu berlapis.",
  syntax: "Ini bukan ungkapan yang benar: {{detail}}.",
  unknown_name: "Tidak ada {{name}}. Syarat mengenal actor, target, now, dan request.",
  unknown_field: "{{variable}} tidak memiliki {{name}} di sini.",
  not_allowed: "{{name}} tidak dapat dipakai dalam syarat.",
  nested_macro: "{{name}} tidak boleh berada di dalam all, exists, exists_one, filter, atau map yang lain.",
  unknown_zone: "Tidak ada zona waktu {{zone}}.",
  wrong_type: "Jenis nilainya tidak cocok: {{detail}}.",
  not_boolean: "Syarat bernilai benar atau salah. Ini nilai berjenis {{type}}.",
  target_alone: "{{name}} hanya dapat dibandingkan.",
  target_operator:
    "{{operator}} tidak dapat dipakai pada target. Bandingkan satu bidangnya dengan ==, !=, <, <=, >, >=, atau in.",
  two_target_fields: "{{first}} tidak dapat dibandingkan dengan {{second}}: salah satu sisi harus tanpa target.",
  text_order: "{{name}} berupa teks dan tidak memiliki urutan untuk {{operator}}.",
  unknown_word: "{{name}} tidak pernah {{word}}. Pilihannya: {{words}}.",
} as const satisfies Record<ConditionProblemCode, string>;
