/** Texts of the mails that Gloria itself sends. */
export const email = {
  footerSentBy: "Surel ini dikirim Gloria atas nama {{tenant}}.",
  footerLocal: "Lingkungan contoh: surel ini hanya tersimpan di kotak keluar setempat.",
  linkFallback: "Bila tombolnya tidak berfungsi, salin alamat ini ke peramban:",
  welcomeSubject: "Selamat datang di {{tenant}}",
  welcomePreview: "Akun Gloria Anda sudah siap dipakai.",
  welcomeHeading: "Selamat datang, {{name}}",
  welcomeIntro:
    "{{tenant}} telah membuatkan Anda akun di Gloria, tempat yayasan mengurus organisasi, persetujuan, dan pemberitahuan.",
  welcomeIdentifier: "Masuklah dengan:",
  welcomeButton: "Masuk ke Gloria",
  welcomeNotYou: "Bila Anda tidak mengenal yayasan ini, abaikan surel ini atau beri tahu administratornya.",
  invitedSubject: "Undangan ke {{tenant}}",
  invitedPreview: "Terima undangan Anda dan mulailah memakai Gloria.",
  invitedHeading: "{{name}}, Anda diundang",
  invitedIntro:
    "{{tenant}} mengundang Anda ke Gloria, tempat yayasan mengurus organisasi, persetujuan, dan pemberitahuan.",
  invitedIdentifier: "Setelah itu Anda masuk dengan:",
  invitedButton: "Terima undangan",
  invitedExpiry: "Undangan ini berlaku sampai {{until}} dan hanya dapat dipakai satu kali.",
} as const;
