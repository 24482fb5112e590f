import { expect } from '@open-wc/testing';
import { languages } from '../../src/locales/all.js';
import { en, type Terms } from '../../src/locales/en.js';
import { lookUp } from '../../src/locales/registry.js';

type Key = keyof Terms;
type Sense = 'pay' | 'reject' | 'fail' | 'notYet';

/** Where English says it, so that each language must; where a language may; and nowhere else. */
const SENSES: Readonly<Record<Sense, { readonly must: readonly Key[]; readonly may: readonly Key[] }>> = {
  pay: { must: ['lateText', 'unverifiedText', 'expiredText', 'notFoundText'], may: [] },
  reject: { must: ['openedText', 'rejectedTitle', 'rejectedText'], may: [] },
  fail: { must: [], may: ['copyFailed'] }, // "Could not copy"
  notYet: { must: ['signedTitle', 'verifyingText', 'unverifiedTitle'], may: [] },
};

/**
 * How a language says it: pay (paid, payment), reject (declined, refused), fail (failed), not yet confirmed. Then what it
 * never says: "need not" in the place of "do not", success, and what reads as declined in the place of "not confirmed".
 */
// prettier-ignore
const WORDS: Readonly<Record<string, readonly [RegExp, RegExp, RegExp, RegExp, RegExp]>> = {
  ar: [/دفع/, /رفض/, /فشل|أخفق/, /لم يتم التأكيد بعد/, /نجاح|لا يلزم|لا داعي|مدفوع/],
  bn: [/পেমেন্ট|পরিশোধ/, /প্রত্যাখ্যান|অস্বীকার/, /ব্যর্থ/, /এখনও নিশ্চিত হয়নি/, /সফল|দরকার নেই|প্রয়োজন নেই/],
  cs: [/plaťte|plac|zaplat|platb/i, /odmít/i, /selha|nezdař|nepodař/i, /zatím nepotvrzeno/i, /nemus|není třeba|úspěš|zamít/i],
  da: [/betal/i, /afvis/i, /mislyk|fejl/i, /endnu ikke bekræftet/i, /skal du ikke|behøver|lykke/i],
  de: [/zahl/i, /ablehn|abgelehnt/i, /fehlgeschlagen|scheiter|misslung/i, /noch nicht bestätigt/i, /zahlen Sie nicht|brauch|müssen|erfolgreich/i],
  el: [/πλ[ηή]ρ[ωώ]/i, /απορρί|απόρρι/i, /αποτυ|απέτυ/i, /εκκρεμεί επιβεβαίωση|δεν επιβεβαιώθηκε ακόμη/i, /δεν χρειάζεται|επιτυχ/i],
  en: [/pay|paid/i, /reject|declin|refus/i, /fail/i, /not (yet confirmed|confirmed yet)/i, /need not|have to|success|approv/i],
  es: [/\bpag[aou]/i, /rech[aá]z/i, /fall[aóo]|fracas/i, /aún sin confirmar/i, /no (hace falta|es necesario|necesitas)|éxito|aprob/i],
  fa: [/پرداخت/, /رد (شد|کن|کرد)/, /شکست|ناموفق/, /هنوز تأیید نشده/, /لازم نیست|نیازی نیست|موفق/],
  fi: [/maks/i, /hylä|hylkä|kieltäy/i, /epäonnistu/i, /ei vielä vahvistettu/i, /ei tarvitse|(^|\s)onnistui|hyväksy/i],
  fr: [/pa[yi]e/i, /refus|rejet/i, /échec|échou/i, /pas encore confirmé/i, /pas (besoin|nécessaire)|inutile|succès|réussi|approuv/i],
  he: [/לשלם|שולם|תשלום/, /דח|סורב/, /נכשל/, /טרם אומת/, /אושר|אין צורך|בהצלחה/],
  hi: [/भुगतान/, /अस्वीकार/, /विफल|असफल/, /अभी पुष्टि नहीं हुई/, /ज़रूरत नहीं|आवश्यकता नहीं|सफल/],
  hu: [/fize[ts]/i, /elutasít|utasítsa el/i, /sikertelen|hiba|nem sikerült/i, /még nincs megerősítve/i, /nem (kell|szükséges)|sikeres/i],
  id: [/bayar/i, /tolak|menolak/i, /gagal/i, /belum terkonfirmasi/i, /tidak perlu|berhasil|sukses/i],
  it: [/\bpag[aho]/i, /rifiut/i, /fallit|non riuscit/i, /non ancora confermato/i, /non (serve|occorre|è necessario)|riuscito|successo|approv/i],
  ja: [/支払/, /拒否/, /失敗/, /未確認|まだ確認できていません/, /必要はありません|成功|却下/],
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
  for (const [tag, words] of Object.entries(WORDS)) {
    const holding = (pattern: RegExp): Key[] =>
      sentencesOf(tag)
        .filter(([, sentence]) => pattern.test(sentence))
        .map(([key]) => key)
        .sort();
    (['pay', 'reject', 'fail', 'notYet'] as const).forEach((sense, index) => {
      it(`say "${sense}" in ${tag} where English does, and nowhere else`, () => {
        const { must, may } = SENSES[sense];
        const keys = holding(words[index] as RegExp).filter((key) => !may.includes(key));
        expect(keys).to.deep.equal([...must].sort());
      });
    });
    it(`never say what is not known in ${tag}`, () => {
      expect(holding(words[4])).to.deep.equal([]);
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
