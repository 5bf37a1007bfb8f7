// Made by `pnpm --filter @gloria/emails compile` from the templates; a test fails when it is out of date.
import type { Locale } from "@gloria/contracts";
import type { Skeleton } from "./skeleton.ts";

export const compiledSkeletons: Readonly<Record<"invited" | "welcome", Readonly<Record<Locale, Skeleton>>>> = {
  invited: {
    id: {
      version: "64d949ee5bf5",
      subject: [
        "Undangan ke ",
        {
          field: "tenantName",
          as: "header",
        },
      ],
      html: [
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html dir="ltr" lang="id"><head><meta content="text/html; charset=UTF-8" http-equiv="Content-Type"/><meta name="x-apple-disable-message-reformatting"/><meta name="color-scheme" content="light"/><title>Terima undangan Anda dan mulailah memakai Gloria.</title></head><body lang="id" dir="ltr" style="background-color:#f2f4f1;margin:0;padding:0"><!--$--><!--html--><!--head--><div style="display:none;overflow:hidden;line-height:1px;opacity:0;max-height:0;max-width:0" data-skip-in-text="true">Terima undangan Anda dan mulailah memakai Gloria.<div> ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿</div></div><!--body--><table border="0" width="100%" cellPadding="0" cellSpacing="0" role="presentation" align="center"><tbody><tr><td dir="ltr" lang="id" style="background-color:#f2f4f1;margin:0;padding:32px 12px;font-family:&#x27;Plus Jakarta Sans&#x27;, &#x27;Segoe UI&#x27;, Helvetica, Arial, sans-serif"><table align="center" width="100%" border="0" cellPadding="0" cellSpacing="0" role="presentation" style="max-width:560px;margin:0 auto"><tbody><tr style="width:100%"><td><p style="font-size:14px;line-height:24px;margin:0 0 12px 4px;font-weight:600;color:#1d4f3f;margin-top:0;margin-right:0;margin-bottom:12px;margin-left:4px">',
        {
          field: "tenantName",
          as: "text",
        },
        '</p><table align="center" width="100%" border="0" cellPadding="0" cellSpacing="0" role="presentation" style="background-color:#ffffff;border:1px solid #dde3dd;border-radius:12px"><tbody><tr><td style="padding:28px 32px"><h1 style="margin:0 0 16px;font-size:22px;line-height:30px;color:#14251d">',
        {
          field: "name",
          as: "text",
        },
        ', Anda diundang</h1><p style="font-size:15px;line-height:24px;margin:0 0 16px;color:#26332c;margin-top:0;margin-right:0;margin-bottom:16px;margin-left:0">',
        {
          field: "tenantName",
          as: "text",
        },
        ' mengundang Anda ke Gloria, tempat yayasan mengurus organisasi, persetujuan, dan pemberitahuan.</p><table align="center" width="100%" border="0" cellPadding="0" cellSpacing="0" role="presentation" style="background-color:#f2f6f3;border-radius:8px;margin:0 0 20px"><tbody><tr><td style="padding:12px 16px"><p style="font-size:13px;line-height:20px;margin:0 0 2px;color:#5c6b62;margin-top:0;margin-right:0;margin-bottom:2px;margin-left:0">Setelah itu Anda masuk dengan:</p><p style="font-size:15px;line-height:24px;margin:0;color:#26332c;font-weight:600;margin-top:0;margin-bottom:0;margin-left:0;margin-right:0">',
        {
          field: "identifier",
          as: "text",
        },
        '</p></td></tr></tbody></table><table align="center" width="100%" border="0" cellPadding="0" cellSpacing="0" role="presentation" style="margin:0 0 20px"><tbody><tr><td><a href="',
        {
          field: "acceptUrl",
          as: "url",
        },
        '" style="line-height:100%;text-decoration:none;display:inline-block;max-width:100%;mso-padding-alt:0px;background-color:#1d6b52;border-radius:8px;color:#ffffff;font-size:15px;font-weight:600;padding:12px 22px;padding-top:12px;padding-right:22px;padding-bottom:12px;padding-left:22px" target="_blank"><span><!--[if mso]><i style="mso-font-width:366.66666666666663%;mso-text-raise:18px" hidden>&#8202;&#8202;&#8202;</i><![endif]--></span><span style="max-width:100%;display:inline-block;line-height:120%;mso-padding-alt:0px;mso-text-raise:9px">Terima undangan</span><span><!--[if mso]><i style="mso-font-width:366.66666666666663%" hidden>&#8202;&#8202;&#8202;&#8203;</i><![endif]--></span></a></td></tr></tbody></table><p style="font-size:13px;line-height:20px;margin:0 0 16px;color:#5c6b62;margin-top:0;margin-right:0;margin-bottom:16px;margin-left:0">Bila tombolnya tidak berfungsi, salin alamat ini ke peramban:<br/><a href="',
        {
          field: "acceptUrl",
          as: "url",
        },
        '" style="color:#1d6b52;text-decoration-line:none;word-break:break-all" target="_blank">',
        {
          field: "acceptUrl",
          as: "text",
        },
        '</a></p><p style="font-size:13px;line-height:20px;margin:0 0 16px;color:#5c6b62;margin-top:0;margin-right:0;margin-bottom:16px;margin-left:0">Undangan ini berlaku sampai ',
        {
          field: "expiresOn",
          as: "text",
        },
        ' dan hanya dapat dipakai satu kali.</p><p style="font-size:13px;line-height:20px;margin:0;color:#5c6b62;margin-top:0;margin-bottom:0;margin-left:0;margin-right:0">Bila Anda tidak mengenal yayasan ini, abaikan surel ini atau beri tahu administratornya.</p></td></tr></tbody></table><p style="font-size:12px;line-height:18px;margin:12px 4px 0;color:#5c6b62;margin-top:12px;margin-right:4px;margin-bottom:0;margin-left:4px">Surel ini dikirim Gloria atas nama ',
        {
          field: "tenantName",
          as: "text",
        },
        ".</p></td></tr></tbody></table></td></tr></tbody></table><!--/$--></body></html>",
      ],
      text: [
        {
          field: "tenantName",
          as: "plain",
        },
        "\n\n\n",
        {
          field: "name",
          as: "plain",
        },
        ", Anda diundang\n\n",
        {
          field: "tenantName",
          as: "plain",
        },
        " mengundang Anda ke Gloria, tempat yayasan mengurus organisasi, persetujuan, dan pemberitahuan.\n\nSetelah itu Anda masuk dengan:\n\n",
        {
          field: "identifier",
          as: "plain",
        },
        "\n\nTerima undangan ",
        {
          field: "acceptUrl",
          as: "plain",
        },
        "\n\nBila tombolnya tidak berfungsi, salin alamat ini ke peramban:\n",
        {
          field: "acceptUrl",
          as: "plain",
        },
        "\n\nUndangan ini berlaku sampai ",
        {
          field: "expiresOn",
          as: "plain",
        },
        " dan hanya dapat dipakai satu kali.\n\nBila Anda tidak mengenal yayasan ini, abaikan surel ini atau beri tahu administratornya.\n\nSurel ini dikirim Gloria atas nama ",
        {
          field: "tenantName",
          as: "plain",
        },
        ".",
      ],
    },
    en: {
      version: "d6cf7928d86f",
      subject: [
        "Your invitation to ",
        {
          field: "tenantName",
          as: "header",
        },
      ],
      html: [
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html dir="ltr" lang="en"><head><meta content="text/html; charset=UTF-8" http-equiv="Content-Type"/><meta name="x-apple-disable-message-reformatting"/><meta name="color-scheme" content="light"/><title>Accept your invitation and start to use Gloria.</title></head><body lang="en" dir="ltr" style="background-color:#f2f4f1;margin:0;padding:0"><!--$--><!--html--><!--head--><div style="display:none;overflow:hidden;line-height:1px;opacity:0;max-height:0;max-width:0" data-skip-in-text="true">Accept your invitation and start to use Gloria.<div> ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿</div></div><!--body--><table border="0" width="100%" cellPadding="0" cellSpacing="0" role="presentation" align="center"><tbody><tr><td dir="ltr" lang="en" style="background-color:#f2f4f1;margin:0;padding:32px 12px;font-family:&#x27;Plus Jakarta Sans&#x27;, &#x27;Segoe UI&#x27;, Helvetica, Arial, sans-serif"><table align="center" width="100%" border="0" cellPadding="0" cellSpacing="0" role="presentation" style="max-width:560px;margin:0 auto"><tbody><tr style="width:100%"><td><p style="font-size:14px;line-height:24px;margin:0 0 12px 4px;font-weight:600;color:#1d4f3f;margin-top:0;margin-right:0;margin-bottom:12px;margin-left:4px">',
        {
          field: "tenantName",
          as: "text",
        },
        '</p><table align="center" width="100%" border="0" cellPadding="0" cellSpacing="0" role="presentation" style="background-color:#ffffff;border:1px solid #dde3dd;border-radius:12px"><tbody><tr><td style="padding:28px 32px"><h1 style="margin:0 0 16px;font-size:22px;line-height:30px;color:#14251d">',
        {
          field: "name",
          as: "text",
        },
        ', you are invited</h1><p style="font-size:15px;line-height:24px;margin:0 0 16px;color:#26332c;margin-top:0;margin-right:0;margin-bottom:16px;margin-left:0">',
        {
          field: "tenantName",
          as: "text",
        },
        ' invites you to Gloria, where the foundation runs its organisation, approvals and notices.</p><table align="center" width="100%" border="0" cellPadding="0" cellSpacing="0" role="presentation" style="background-color:#f2f6f3;border-radius:8px;margin:0 0 20px"><tbody><tr><td style="padding:12px 16px"><p style="font-size:13px;line-height:20px;margin:0 0 2px;color:#5c6b62;margin-top:0;margin-right:0;margin-bottom:2px;margin-left:0">From then on you sign in with:</p><p style="font-size:15px;line-height:24px;margin:0;color:#26332c;font-weight:600;margin-top:0;margin-bottom:0;margin-left:0;margin-right:0">',
        {
          field: "identifier",
          as: "text",
        },
        '</p></td></tr></tbody></table><table align="center" width="100%" border="0" cellPadding="0" cellSpacing="0" role="presentation" style="margin:0 0 20px"><tbody><tr><td><a href="',
        {
          field: "acceptUrl",
          as: "url",
        },
        '" style="line-height:100%;text-decoration:none;display:inline-block;max-width:100%;mso-padding-alt:0px;background-color:#1d6b52;border-radius:8px;color:#ffffff;font-size:15px;font-weight:600;padding:12px 22px;padding-top:12px;padding-right:22px;padding-bottom:12px;padding-left:22px" target="_blank"><span><!--[if mso]><i style="mso-font-width:366.66666666666663%;mso-text-raise:18px" hidden>&#8202;&#8202;&#8202;</i><![endif]--></span><span style="max-width:100%;display:inline-block;line-height:120%;mso-padding-alt:0px;mso-text-raise:9px">Accept the invitation</span><span><!--[if mso]><i style="mso-font-width:366.66666666666663%" hidden>&#8202;&#8202;&#8202;&#8203;</i><![endif]--></span></a></td></tr></tbody></table><p style="font-size:13px;line-height:20px;margin:0 0 16px;color:#5c6b62;margin-top:0;margin-right:0;margin-bottom:16px;margin-left:0">If the button does not work, copy this address into your browser:<br/><a href="',
        {
          field: "acceptUrl",
          as: "url",
        },
        '" style="color:#1d6b52;text-decoration-line:none;word-break:break-all" target="_blank">',
        {
          field: "acceptUrl",
          as: "text",
        },
        '</a></p><p style="font-size:13px;line-height:20px;margin:0 0 16px;color:#5c6b62;margin-top:0;margin-right:0;margin-bottom:16px;margin-left:0">This invitation holds until ',
        {
          field: "expiresOn",
          as: "text",
        },
        ' and can be used once.</p><p style="font-size:13px;line-height:20px;margin:0;color:#5c6b62;margin-top:0;margin-bottom:0;margin-left:0;margin-right:0">If you do not know this foundation, ignore this mail or tell its administrator.</p></td></tr></tbody></table><p style="font-size:12px;line-height:18px;margin:12px 4px 0;color:#5c6b62;margin-top:12px;margin-right:4px;margin-bottom:0;margin-left:4px">Gloria sent this mail on behalf of ',
        {
          field: "tenantName",
          as: "text",
        },
        ".</p></td></tr></tbody></table></td></tr></tbody></table><!--/$--></body></html>",
      ],
      text: [
        {
          field: "tenantName",
          as: "plain",
        },
        "\n\n\n",
        {
          field: "name",
          as: "plain",
        },
        ", you are invited\n\n",
        {
          field: "tenantName",
          as: "plain",
        },
        " invites you to Gloria, where the foundation runs its organisation, approvals and notices.\n\nFrom then on you sign in with:\n\n",
        {
          field: "identifier",
          as: "plain",
        },
        "\n\nAccept the invitation ",
        {
          field: "acceptUrl",
          as: "plain",
        },
        "\n\nIf the button does not work, copy this address into your browser:\n",
        {
          field: "acceptUrl",
          as: "plain",
        },
        "\n\nThis invitation holds until ",
        {
          field: "expiresOn",
          as: "plain",
        },
        " and can be used once.\n\nIf you do not know this foundation, ignore this mail or tell its administrator.\n\nGloria sent this mail on behalf of ",
        {
          field: "tenantName",
          as: "plain",
        },
        ".",
      ],
    },
  },
  welcome: {
    id: {
      version: "97d08b4bd1ed",
      subject: [
        "Selamat datang di ",
        {
          field: "tenantName",
          as: "header",
        },
      ],
      html: [
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html dir="ltr" lang="id"><head><meta content="text/html; charset=UTF-8" http-equiv="Content-Type"/><meta name="x-apple-disable-message-reformatting"/><meta name="color-scheme" content="light"/><title>Akun Gloria Anda sudah siap dipakai.</title></head><body lang="id" dir="ltr" style="background-color:#f2f4f1;margin:0;padding:0"><!--$--><!--html--><!--head--><div style="display:none;overflow:hidden;line-height:1px;opacity:0;max-height:0;max-width:0" data-skip-in-text="true">Akun Gloria Anda sudah siap dipakai.<div> ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿</div></div><!--body--><table border="0" width="100%" cellPadding="0" cellSpacing="0" role="presentation" align="center"><tbody><tr><td dir="ltr" lang="id" style="background-color:#f2f4f1;margin:0;padding:32px 12px;font-family:&#x27;Plus Jakarta Sans&#x27;, &#x27;Segoe UI&#x27;, Helvetica, Arial, sans-serif"><table align="center" width="100%" border="0" cellPadding="0" cellSpacing="0" role="presentation" style="max-width:560px;margin:0 auto"><tbody><tr style="width:100%"><td><p style="font-size:14px;line-height:24px;margin:0 0 12px 4px;font-weight:600;color:#1d4f3f;margin-top:0;margin-right:0;margin-bottom:12px;margin-left:4px">',
        {
          field: "tenantName",
          as: "text",
        },
        '</p><table align="center" width="100%" border="0" cellPadding="0" cellSpacing="0" role="presentation" style="background-color:#ffffff;border:1px solid #dde3dd;border-radius:12px"><tbody><tr><td style="padding:28px 32px"><h1 style="margin:0 0 16px;font-size:22px;line-height:30px;color:#14251d">Selamat datang, ',
        {
          field: "name",
          as: "text",
        },
        '</h1><p style="font-size:15px;line-height:24px;margin:0 0 16px;color:#26332c;margin-top:0;margin-right:0;margin-bottom:16px;margin-left:0">',
        {
          field: "tenantName",
          as: "text",
        },
        ' telah membuatkan Anda akun di Gloria, tempat yayasan mengurus organisasi, persetujuan, dan pemberitahuan.</p><table align="center" width="100%" border="0" cellPadding="0" cellSpacing="0" role="presentation" style="background-color:#f2f6f3;border-radius:8px;margin:0 0 20px"><tbody><tr><td style="padding:12px 16px"><p style="font-size:13px;line-height:20px;margin:0 0 2px;color:#5c6b62;margin-top:0;margin-right:0;margin-bottom:2px;margin-left:0">Masuklah dengan:</p><p style="font-size:15px;line-height:24px;margin:0;color:#26332c;font-weight:600;margin-top:0;margin-bottom:0;margin-left:0;margin-right:0">',
        {
          field: "identifier",
          as: "text",
        },
        '</p></td></tr></tbody></table><table align="center" width="100%" border="0" cellPadding="0" cellSpacing="0" role="presentation" style="margin:0 0 20px"><tbody><tr><td><a href="',
        {
          field: "signInUrl",
          as: "url",
        },
        '" style="line-height:100%;text-decoration:none;display:inline-block;max-width:100%;mso-padding-alt:0px;background-color:#1d6b52;border-radius:8px;color:#ffffff;font-size:15px;font-weight:600;padding:12px 22px;padding-top:12px;padding-right:22px;padding-bottom:12px;padding-left:22px" target="_blank"><span><!--[if mso]><i style="mso-font-width:366.66666666666663%;mso-text-raise:18px" hidden>&#8202;&#8202;&#8202;</i><![endif]--></span><span style="max-width:100%;display:inline-block;line-height:120%;mso-padding-alt:0px;mso-text-raise:9px">Masuk ke Gloria</span><span><!--[if mso]><i style="mso-font-width:366.66666666666663%" hidden>&#8202;&#8202;&#8202;&#8203;</i><![endif]--></span></a></td></tr></tbody></table><p style="font-size:13px;line-height:20px;margin:0 0 16px;color:#5c6b62;margin-top:0;margin-right:0;margin-bottom:16px;margin-left:0">Bila tombolnya tidak berfungsi, salin alamat ini ke peramban:<br/><a href="',
        {
          field: "signInUrl",
          as: "url",
        },
        '" style="color:#1d6b52;text-decoration-line:none;word-break:break-all" target="_blank">',
        {
          field: "signInUrl",
          as: "text",
        },
        '</a></p><p style="font-size:13px;line-height:20px;margin:0;color:#5c6b62;margin-top:0;margin-bottom:0;margin-left:0;margin-right:0">Bila Anda tidak mengenal yayasan ini, abaikan surel ini atau beri tahu administratornya.</p></td></tr></tbody></table><p style="font-size:12px;line-height:18px;margin:12px 4px 0;color:#5c6b62;margin-top:12px;margin-right:4px;margin-bottom:0;margin-left:4px">Surel ini dikirim Gloria atas nama ',
        {
          field: "tenantName",
          as: "text",
        },
        ".</p></td></tr></tbody></table></td></tr></tbody></table><!--/$--></body></html>",
      ],
      text: [
        {
          field: "tenantName",
          as: "plain",
        },
        "\n\n\nSelamat datang, ",
        {
          field: "name",
          as: "plain",
        },
        "\n\n",
        {
          field: "tenantName",
          as: "plain",
        },
        " telah membuatkan Anda akun di Gloria, tempat yayasan mengurus organisasi, persetujuan, dan pemberitahuan.\n\nMasuklah dengan:\n\n",
        {
          field: "identifier",
          as: "plain",
        },
        "\n\nMasuk ke Gloria ",
        {
          field: "signInUrl",
          as: "plain",
        },
        "\n\nBila tombolnya tidak berfungsi, salin alamat ini ke peramban:\n",
        {
          field: "signInUrl",
          as: "plain",
        },
        "\n\nBila Anda tidak mengenal yayasan ini, abaikan surel ini atau beri tahu administratornya.\n\nSurel ini dikirim Gloria atas nama ",
        {
          field: "tenantName",
          as: "plain",
        },
        ".",
      ],
    },
    en: {
      version: "a39dd6ae4559",
      subject: [
        "Welcome to ",
        {
          field: "tenantName",
          as: "header",
        },
      ],
      html: [
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html dir="ltr" lang="en"><head><meta content="text/html; charset=UTF-8" http-equiv="Content-Type"/><meta name="x-apple-disable-message-reformatting"/><meta name="color-scheme" content="light"/><title>Your Gloria account is ready.</title></head><body lang="en" dir="ltr" style="background-color:#f2f4f1;margin:0;padding:0"><!--$--><!--html--><!--head--><div style="display:none;overflow:hidden;line-height:1px;opacity:0;max-height:0;max-width:0" data-skip-in-text="true">Your Gloria account is ready.<div> ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿ ‌​‍﻿</div></div><!--body--><table border="0" width="100%" cellPadding="0" cellSpacing="0" role="presentation" align="center"><tbody><tr><td dir="ltr" lang="en" style="background-color:#f2f4f1;margin:0;padding:32px 12px;font-family:&#x27;Plus Jakarta Sans&#x27;, &#x27;Segoe UI&#x27;, Helvetica, Arial, sans-serif"><table align="center" width="100%" border="0" cellPadding="0" cellSpacing="0" role="presentation" style="max-width:560px;margin:0 auto"><tbody><tr style="width:100%"><td><p style="font-size:14px;line-height:24px;margin:0 0 12px 4px;font-weight:600;color:#1d4f3f;margin-top:0;margin-right:0;margin-bottom:12px;margin-left:4px">',
        {
          field: "tenantName",
          as: "text",
        },
        '</p><table align="center" width="100%" border="0" cellPadding="0" cellSpacing="0" role="presentation" style="background-color:#ffffff;border:1px solid #dde3dd;border-radius:12px"><tbody><tr><td style="padding:28px 32px"><h1 style="margin:0 0 16px;font-size:22px;line-height:30px;color:#14251d">Welcome, ',
        {
          field: "name",
          as: "text",
        },
        '</h1><p style="font-size:15px;line-height:24px;margin:0 0 16px;color:#26332c;margin-top:0;margin-right:0;margin-bottom:16px;margin-left:0">',
        {
          field: "tenantName",
          as: "text",
        },
        ' has made you an account in Gloria, where the foundation runs its organisation, approvals and notices.</p><table align="center" width="100%" border="0" cellPadding="0" cellSpacing="0" role="presentation" style="background-color:#f2f6f3;border-radius:8px;margin:0 0 20px"><tbody><tr><td style="padding:12px 16px"><p style="font-size:13px;line-height:20px;margin:0 0 2px;color:#5c6b62;margin-top:0;margin-right:0;margin-bottom:2px;margin-left:0">Sign in with:</p><p style="font-size:15px;line-height:24px;margin:0;color:#26332c;font-weight:600;margin-top:0;margin-bottom:0;margin-left:0;margin-right:0">',
        {
          field: "identifier",
          as: "text",
        },
        '</p></td></tr></tbody></table><table align="center" width="100%" border="0" cellPadding="0" cellSpacing="0" role="presentation" style="margin:0 0 20px"><tbody><tr><td><a href="',
        {
          field: "signInUrl",
          as: "url",
        },
        '" style="line-height:100%;text-decoration:none;display:inline-block;max-width:100%;mso-padding-alt:0px;background-color:#1d6b52;border-radius:8px;color:#ffffff;font-size:15px;font-weight:600;padding:12px 22px;padding-top:12px;padding-right:22px;padding-bottom:12px;padding-left:22px" target="_blank"><span><!--[if mso]><i style="mso-font-width:366.66666666666663%;mso-text-raise:18px" hidden>&#8202;&#8202;&#8202;</i><![endif]--></span><span style="max-width:100%;display:inline-block;line-height:120%;mso-padding-alt:0px;mso-text-raise:9px">Sign in to Gloria</span><span><!--[if mso]><i style="mso-font-width:366.66666666666663%" hidden>&#8202;&#8202;&#8202;&#8203;</i><![endif]--></span></a></td></tr></tbody></table><p style="font-size:13px;line-height:20px;margin:0 0 16px;color:#5c6b62;margin-top:0;margin-right:0;margin-bottom:16px;margin-left:0">If the button does not work, copy this address into your browser:<br/><a href="',
        {
          field: "signInUrl",
          as: "url",
        },
        '" style="color:#1d6b52;text-decoration-line:none;word-break:break-all" target="_blank">',
        {
          field: "signInUrl",
          as: "text",
        },
        '</a></p><p style="font-size:13px;line-height:20px;margin:0;color:#5c6b62;margin-top:0;margin-bottom:0;margin-left:0;margin-right:0">If you do not know this foundation, ignore this mail or tell its administrator.</p></td></tr></tbody></table><p style="font-size:12px;line-height:18px;margin:12px 4px 0;color:#5c6b62;margin-top:12px;margin-right:4px;margin-bottom:0;margin-left:4px">Gloria sent this mail on behalf of ',
        {
          field: "tenantName",
          as: "text",
        },
        ".</p></td></tr></tbody></table></td></tr></tbody></table><!--/$--></body></html>",
      ],
      text: [
        {
          field: "tenantName",
          as: "plain",
        },
        "\n\n\nWelcome, ",
        {
          field: "name",
          as: "plain",
        },
        "\n\n",
        {
          field: "tenantName",
          as: "plain",
        },
        " has made you an account in Gloria, where the foundation runs its organisation, approvals and notices.\n\nSign in with:\n\n",
        {
          field: "identifier",
          as: "plain",
        },
        "\n\nSign in to Gloria ",
        {
          field: "signInUrl",
          as: "plain",
        },
        "\n\nIf the button does not work, copy this address into your browser:\n",
        {
          field: "signInUrl",
          as: "plain",
        },
        "\n\nIf you do not know this foundation, ignore this mail or tell its administrator.\n\nGloria sent this mail on behalf of ",
        {
          field: "tenantName",
          as: "plain",
        },
        ".",
      ],
    },
  },
};
