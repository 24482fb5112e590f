import { expect } from '@open-wc/testing';
import { languages } from '../../src/locales/all.js';
import { en, type Terms } from '../../src/locales/en.js';
import { lookUp } from '../../src/locales/registry.js';

type Key = keyof Terms;
type Sense = 'doNotPay' | 'pay' | 'reject' | 'fail' | 'notYet';

/**
 * The sentences in which each language must say it, because English does, and those in which it may. No other sentence
 * may say it.
 */
const SENSES: Readonly<Record<Sense, { readonly must: readonly Key[]; readonly may: readonly Key[] }>> = {
  doNotPay: { must: ['lateText', 'unverifiedText', 'expiredText', 'notFoundText'], may: [] },
  pay: { must: ['lateText', 'unverifiedText', 'expiredText', 'notFoundText'], may: [] },
  reject: { must: ['openedText', 'rejectedTitle', 'rejectedText'], may: [] },
  fail: { must: [], may: ['copyFailed'] }, // "Could not copy"
  notYet: { must: ['signedTitle', 'verifyingText', 'unverifiedTitle'], may: [] },
};

/**
 * How a language says it: do not pay again; pay, paid, payment; reject, decline, refuse; fail; not yet confirmed. Then what
 * it never says: "need not" in the place of "do not", success, and what reads as declined in the place of "not confirmed".
 */
// prettier-ignore
const WORDS: Readonly<Record<string, readonly [RegExp, RegExp, RegExp, RegExp, RegExp, RegExp]>> = {
  ar: [/يرجى عدم الدفع مرة أخرى/, /دفع/, /رفض/, /فشل|أخفق/, /لم يتم التأكيد بعد/, /نجاح|لا يلزم|لا داعي|مدفوع/],
  bn: [/আবার পেমেন্ট করবেন না/, /পেমেন্ট|পরিশোধ/, /প্রত্যাখ্যান|অস্বীকার/, /ব্যর্থ/, /এখনও নিশ্চিত হয়নি/, /সফল|দরকার নেই|প্রয়োজন নেই/],
  cs: [/neplaťte znovu/i, /plaťte|plac|zaplat|platb/i, /odmít/i, /selha|nezdař|nepodař/i, /zatím nepotvrzeno/i, /nemus|není třeba|úspěš|zamít/i],
  da: [/betal ikke igen/i, /betal/i, /afvis/i, /mislyk|fejl/i, /endnu ikke bekræftet/i, /skal du ikke|behøver|lykke/i],
  de: [/zahlen Sie bitte nicht erneut/i, /zahl/i, /ablehn|abgelehnt/i, /fehlgeschlagen|scheiter|misslung/i, /noch nicht bestätigt/i, /zahlen Sie nicht|brauch|müssen|erfolgreich/i],
  el: [/μην πληρώσετε ξανά/i, /πλ[ηή]ρ[ωώ]/i, /απορρί|απόρρι/i, /αποτυ|απέτυ/i, /εκκρεμεί επιβεβαίωση|δεν επιβεβαιώθηκε ακόμη/i, /δεν χρειάζεται|επιτυχ/i],
  en: [/do not pay again/i, /pay|paid/i, /reject|declin|refus/i, /fail/i, /not (yet confirmed|confirmed yet)/i, /need not|have to|success|approv/i],
  es: [/no vuelvas a pagar/i, /\bpag[aou]/i, /rech[aá]z/i, /fall[aóo]|fracas/i, /aún sin confirmar/i, /no (hace falta|es necesario|necesitas)|éxito|aprob/i],
  fa: [/دوباره پرداخت نکنید/, /پرداخت/, /رد (شد|کن|کرد)/, /شکست|ناموفق/, /هنوز تأیید نشده/, /لازم نیست|نیازی نیست|موفق/],
  fi: [/älä maksa uudelleen/i, /maks/i, /hylä|hylkä|kieltäy/i, /epäonnistu/i, /ei vielä vahvistettu/i, /ei tarvitse|(^|\s)onnistui|hyväksy/i],
  fr: [/ne payez pas à nouveau/i, /pa[yi]e/i, /refus|rejet/i, /échec|échou/i, /pas encore confirmé/i, /pas (besoin|nécessaire)|inutile|succès|réussi|approuv/i],
  he: [/אין לשלם שוב/, /לשלם|שולם|תשלום/, /דח|סורב/, /נכשל/, /טרם אומת/, /אושר|אין צורך|בהצלחה/],
  hi: [/दोबारा भुगतान न करें/, /भुगतान/, /अस्वीकार/, /विफल|असफल/, /अभी पुष्टि नहीं हुई/, /ज़रूरत नहीं|आवश्यकता नहीं|सफल/],
  hu: [/ne fizessen újra/i, /fize[ts]/i, /elutasít|utasítsa el/i, /sikertelen|hiba|nem sikerült/i, /még nincs megerősítve/i, /nem (kell|szükséges)|sikeres/i],
  id: [/jangan bayar lagi/i, /bayar/i, /tolak|menolak/i, /gagal/i, /belum terkonfirmasi/i, /tidak perlu|berhasil|sukses/i],
  it: [/non pagare di nuovo/i, /\bpag[aho]/i, /rifiut/i, /fallit|non riuscit/i, /non ancora confermato/i, /non (serve|occorre|è necessario)|riuscito|successo|approv/i],
  ja: [/再度支払わないでください/, /支払/, /拒否/, /失敗/, /未確認|まだ確認できていません/, /必要はありません|成功|却下/],
  ko: [/다시 결제하지 (마세요|말고)/, /결제|지불|납부/, /거부|거절/, /실패|못했/, /아직 확인되지 않/, /필요(가|는)? 없|않아도|성공|승인/],
  nb: [/ikke betal på nytt/i, /betal/i, /avvis|avslå/i, /mislyk|feil/i, /ikke bekreftet ennå/i, /må du ikke|behøver|trenger|vellykket|godkjen/i],
  nl: [/betaal (dan )?niet opnieuw/i, /betaa?l/i, /wijs het af|afgewezen|weiger/i, /mislukt|gefaald/i, /nog niet bevestigd/i, /hoef|geslaagd|gelukt|succes|goedgekeurd/i],
  pl: [/nie płać ponownie/i, /pła[cć]|zapła|opła/i, /odrzu|odm[oó]w/i, /nie udało|niepowodz|nieudan|błąd/i, /jeszcze nie potwierdzono/i, /nie (musi|trzeba|potrzeb)|pomyśln|sukces|zatwierdz/i],
  'pt-BR': [/não pague de novo/i, /\bpag[aou]/i, /rejeit|recus/i, /falh|fracass/i, /ainda não confirmado/i, /não (precis|é (preciso|necessário))|sucesso|aprova/i],
  pt: [/não pague de novo/i, /\bpag[aou]/i, /rejeit|recus/i, /falh|fracass/i, /ainda não confirmado/i, /não (precis|é (preciso|necessário))|sucesso|aprova/i],
  ro: [/nu plătiți din nou/i, /pl[aă]t|achit/i, /respin|refuz/i, /eșua|eșec/i, /încă neconfirmată/i, /nu (trebuie|este nevoie|e nevoie)|succes|reușit|aproba/i],
  ru: [/не платите ещё раз/i, /плат|плач/i, /отклон|отказ/i, /ошибк|сбой|неудач|не удалось/i, /(ещё|пока) не подтверждено/i, /не (нужно|надо|требуется)|успешн|одобр/i],
  sv: [/betala inte igen/i, /betal/i, /avvis|\bneka/i, /misslyck|\bfel\b/i, /ännu inte bekräftad/i, /ska du inte|behöver|måste|\blyckad|godkän/i],
  th: [/โปรดอย่าชำระเงินซ้ำ/, /ชำระ|จ่าย/, /ปฏิเสธ/, /ล้มเหลว|ไม่สำเร็จ/, /ยังไม่ได้รับการยืนยันผล/, /ไม่จำเป็น|ไม่ต้อง|สำเร็จ|อนุมัติ/],
  tr: [/tekrar ödeme yapmayın/i, /öde/i, /redd/i, /başarısız|\bhata/i, /henüz doğrulanmadı/i, /gerek(mez|miyor| yok)|zorunda|başarı(yla|lı)|onayland/i],
  uk: [/не платіть ще раз/i, /плат|плач/i, /відхил|відмов/i, /помилк|збій|невдач|не вдалося/i, /ще не підтверджено/i, /не (потрібно|треба)|успішн|схвал/i],
  ur: [/دوبارہ ادائیگی نہ کریں/, /ادائیگی|ادا کر/, /مسترد|انکار/, /ناکام/, /ابھی تصدیق نہیں ہوئی/, /ضرورت نہیں|کامیاب|منظور/],
  vi: [/vui lòng không thanh toán lại/i, /thanh toán|trả tiền/i, /từ chối/i, /thất bại|\blỗi/i, /chưa được xác nhận/i, /không (cần|phải)|thành công|phê duyệt/i],
  'zh-CN': [/请勿再次付款/, /付款|支付|缴/, /拒绝/, /失败/, /尚未确认/, /无需|无须|不必|不用|成功|驳回|批准/],
  'zh-TW': [/請勿再次付款/, /付款|支付|繳/, /拒絕/, /失敗/, /尚未確認/, /無需|無須|不必|不用|成功|駁回|核准/],
};

/** A language's full stop and question mark, and marks of other scripts that it does not use. */
interface Marks {
  readonly stop: string;
  readonly question: string;
  readonly foreign: RegExp;
}
const LATIN: Marks = { stop: '.', question: '?', foreign: /[،؛؟。、，！？।۔]/ };
const ARABIC: Marks = { stop: '.', question: '؟', foreign: /[,;?]/ };
const INDIC: Marks = { stop: '।', question: '?', foreign: /\.(\s|$)/ };
const EAST: Marks = { stop: '。', question: '？', foreign: /[,.;:?!]/ };
const MARKS: Readonly<Record<string, Marks>> = {
  ar: ARABIC,
  bn: INDIC,
  el: { stop: '.', question: ';', foreign: /\?/ },
  es: { ...LATIN, foreign: /^[^¿]*\?/ },
  fa: ARABIC,
  fr: { ...LATIN, foreign: /[^\u00a0][:;?!]/ },
  hi: INDIC,
  ja: EAST,
  th: { stop: '', question: '?', foreign: /\.(\s|$)/ },
  ur: { stop: '۔', question: '؟', foreign: /[,;?]|\.(\s|$)/ },
  'zh-CN': EAST,
  'zh-TW': EAST,
};

const sentencesOf = (tag: string): [Key, string][] => Object.entries(lookUp(tag).terms) as [Key, string][];

describe('words about money', () => {
  it('are listed for every language', () => {
    expect(Object.keys(WORDS).sort()).to.deep.equal([...languages].sort());
  });
  for (const [tag, words] of Object.entries(WORDS)) {
    const holding = (pattern: RegExp): Key[] =>
      sentencesOf(tag)
        .filter(([, sentence]) => pattern.test(sentence))
        .map(([key]) => key)
        .sort();
    (['doNotPay', 'pay', 'reject', 'fail', 'notYet'] as const).forEach((sense, index) => {
      it(`say "${sense}" in ${tag} where English does, and nowhere else`, () => {
        const { must, may } = SENSES[sense];
        const keys = holding(words[index] as RegExp).filter((key) => !may.includes(key));
        expect(keys).to.deep.equal([...must].sort());
      });
    });
    it(`never say what is not known in ${tag}`, () => {
      expect(holding(words[5])).to.deep.equal([]);
    });
  }
});

describe('punctuation', () => {
  for (const tag of languages)
    it(`is that of ${tag}`, () => {
      const { stop, question, foreign } = MARKS[tag] ?? LATIN;
      const ends: Readonly<Record<string, string>> = { '.': stop, '?': question, '…': '…' };
      for (const [key, sentence] of sentencesOf(tag)) {
        const end = ends[en[key].slice(-1)] ?? '';
        if (end === '') expect(sentence, key).not.to.match(/\p{Po}$/u);
        else expect(sentence.endsWith(end), `${key}: ${sentence}`).to.equal(true);
        expect(sentence, key).not.to.match(foreign);
        expect(sentence, key).not.to.match(/['"]|\.\.|\s\s|^\s|\s$/);
      }
    });
});
