import { expect } from '@open-wc/testing';
import { languages } from '../../src/locales/all.js';
import { en, fill } from '../../src/locales/en.js';
import { lookUp, register } from '../../src/locales/registry.js';
import { createIn, textOf } from '../support/element.js';
import { SOCKET_URL } from '../support/frames.js';
import { VirtualWorld } from '../support/virtual-world.js';

describe('languages', () => {
  for (const [tag, expected] of [
    ['en', 'en'],
    ['en-GB', 'en'],
    ['de', 'de'],
    ['de-AT', 'de'],
    ['DE-at', 'de'],
    ['no', 'nb'],
    ['nn', 'nb'],
    ['nb-NO', 'nb'],
    ['zh', 'zh-CN'],
    ['zh-Hans', 'zh-CN'],
    ['zh-SG', 'zh-CN'],
    ['zh-Hant', 'zh-TW'],
    ['zh-HK', 'zh-TW'],
    ['zh-TW', 'zh-TW'],
    ['zh-Hant-CN', 'zh-TW'],
    ['pt', 'pt'],
    ['pt-AO', 'pt'],
    ['pt-PT', 'pt'],
    ['pt-BR', 'pt-BR'],
    ['iw', 'he'],
    ['in-ID', 'id'],
    ['sw', 'en'],
    ['', 'en'],
    ['not a tag', 'en'],
    ['x', 'en'],
  ] as const)
    it(`finds ${expected} for "${tag}"`, () => {
      expect(lookUp(tag).tag).to.equal(expected);
    });

  for (const tag of languages) {
    const { terms } = lookUp(tag);
    it(`has every sentence in ${tag}, with the same placeholders, and none of them empty`, () => {
      expect(lookUp(tag).tag).to.equal(tag);
      expect(Object.keys(terms).sort()).to.deep.equal(Object.keys(en).sort());
      for (const [key, sentence] of Object.entries(terms)) {
        expect(sentence.trim(), key).not.to.equal('');
        const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
        expect(placeholders(sentence), key).to.deep.equal(placeholders(en[key as keyof typeof en]));
        if (tag !== 'en') expect(sentence, key).not.to.match(/[<>]/);
      }
      expect(terms.scanTitle).to.contain('Xaman');
    });
  }

  it('fills in a value, and only the one given', () => {
    expect(fill('{time} left, {toString} {host}', 'time', '5 s $&')).to.equal(
      '5 s $& left, {toString} {host}',
    );
  });

  describe('of the element', () => {
    const mount = async (markup: string) => {
      const world = new VirtualWorld();
      const element = createIn(world.environment, { websocketUrl: SOCKET_URL });
      const around = document.createElement('div');
      around.innerHTML = markup;
      document.body.append(around);
      (around.querySelector('.place') ?? around).append(element);
      await element.updateComplete;
      return { element, around };
    };
    const title = (tag: string): string => lookUp(tag).terms.scanTitle;

    it('is that of the nearest lang, and changes with it, live', async () => {
      const { element, around } = await mount('<section lang="de"><div class="place"></div></section>');
      expect(textOf(element, '.title')).to.equal(title('de'));
      around.querySelector('section')?.setAttribute('lang', 'fr');
      await new Promise<void>((resolve) => {
        queueMicrotask(resolve);
      });
      await element.updateComplete;
      expect(textOf(element, '.title')).to.equal(title('fr'));
      element.lang = 'ja';
      await new Promise<void>((resolve) => {
        queueMicrotask(resolve);
      });
      await element.updateComplete;
      expect(textOf(element, '.title')).to.equal(title('ja'));
      expect(element.renderRoot.querySelector('.card')?.getAttribute('lang')).to.equal('ja');
      around.remove();
    });

    it('is found outside of the element’s shadow root', async () => {
      const { element, around } = await mount('<div lang="es"><div class="host"></div></div>');
      around.querySelector('.host')?.attachShadow({ mode: 'open' }).append(element);
      await element.updateComplete;
      expect(textOf(element, '.title')).to.equal(title('es'));
      around.remove();
    });

    for (const [markup, expected] of [
      ['<div class="place" lang="ar"></div>', 'rtl'],
      ['<div class="place" lang="ar" dir="ltr"></div>', 'ltr'],
      ['<div class="place" dir="rtl"></div>', 'rtl'],
      ['<div dir="rtl"><div class="place" lang="de"></div></div>', 'rtl'],
      ['<div class="place" lang="de"></div>', 'ltr'],
    ] as const)
      it(`runs ${expected} in ${markup}`, async () => {
        const { element, around } = await mount(markup);
        const card = element.renderRoot.querySelector('.card');
        expect(card && getComputedStyle(card).direction).to.equal(expected);
        around.remove();
      });

    it('reaches existing elements when it is added', async () => {
      const { element, around } = await mount('<div class="place" lang="eo"></div>');
      expect(textOf(element, '.title')).to.equal(en.scanTitle);
      register('eo', { ...en, scanTitle: 'Skanu per Xaman' });
      await element.updateComplete;
      expect(textOf(element, '.title')).to.equal('Skanu per Xaman');
      around.remove();
    });
  });
});
