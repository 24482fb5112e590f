import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import litA11y from 'eslint-plugin-lit-a11y';
import compat from 'eslint-plugin-compat';

/** What `src/payload` may not touch: it is pure, so that a table can test it. */
const impure = [
  'window',
  'document',
  'location',
  'navigator',
  'console',
  'fetch',
  'WebSocket',
  'Date',
  'setTimeout',
  'setInterval',
  'performance',
  'queueMicrotask',
  'requestAnimationFrame',
  'HTMLElement',
  'CustomEvent',
  'Event',
  'customElements',
  'localStorage',
  'sessionStorage',
  'crypto',
];

/** What `eslint-plugin-compat` does not know. */
const YOUNG = [
  ['URL', 'canParse'],
  ['URL', 'parse'],
  ['AbortSignal', 'any'],
  ['Promise', 'try'],
  ['Intl', 'DurationFormat'],
].map(([object, property]) => ({
  object,
  property,
  message: 'Younger than the oldest browsers of `browserslist`.',
}));

export default tseslint.config(
  {
    ignores: [
      'dist',
      'coverage',
      'site',
      'gallery',
      'node_modules',
      'wordpress-dist',
      'test/frameworks/*/',
      'test/frameworks/given.ts',
      'types',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.mjs', '*.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
        { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'Use a module.' },
        {
          selector: 'MemberExpression[property.name="pathname"] > NewExpression:has(MetaProperty)',
          message: 'A path with a space is encoded there: use fileURLToPath.',
        },
      ],
    },
  },
  { files: ['src/**/*.ts'], ...lit['flat/recommended'] },
  { files: ['src/**/*.ts'], ...wc['flat/best-practice'] },
  { files: ['src/**/*.ts'], plugins: { 'lit-a11y': litA11y }, rules: litA11y.configs.recommended.rules },
  // Browser code must run in the browsers that `browserslist` in package.json names. The server half does not run there.
  {
    files: ['src/**/*.ts'],
    ignores: ['src/server/**'],
    ...compat.configs['flat/recommended'],
    // The code checks for it before it uses it.
    settings: { polyfills: ['location.ancestorOrigins'] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/server/**'],
    rules: {
      'no-restricted-properties': ['error', ...YOUNG],
    },
  },
  {
    files: ['src/payload/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...impure.map((name) => ({ name, message: 'src/payload is pure: no DOM, no clock, no network.' })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness is injected.' },
        ...YOUNG,
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ group: ['lit', 'lit/*', '../*'], message: 'src/payload imports nothing but itself.' }],
        },
      ],
    },
  },
  {
    files: ['demo/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '/(?:platform|backend|site)/(?!index\\.js$)',
              message: 'Each room of the demo is entered by its index.js.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['it', 'test', 'describe'] },
          ],
        },
      ],
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    // In the types of @open-wc/testing every assertion of chai is a promise.
    files: ['test/*.test.ts', 'test/*/*.test.ts', 'test/demo/site/**/*.test.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'off' },
  },
  {
    // Served unchanged: WordPress's editor has its libraries as globals.
    files: ['demo/wordpress/**/*.js', 'demo/backend/admin/*.js'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { ...tseslint.configs.disableTypeChecked.languageOptions, globals: globals.browser },
  },
  {
    files: ['**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: { ...tseslint.configs.disableTypeChecked.languageOptions, globals: globals.node },
  },
);
