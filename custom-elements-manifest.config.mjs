import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';

const publishedPath = (path) => path.replace(/^\/?src\/(.*)\.[jt]s$/, 'dist/$1.js');

/** The manifest names what is published: modules in `dist/`, and the part of the class that a page may use. */
const asPublished = () => ({
  name: 'as-published',
  packageLinkPhase({ customElementsManifest: manifest }) {
    for (const module of manifest.modules) {
      module.path = publishedPath(module.path);
      for (const { declaration } of module.exports) declaration.module = publishedPath(declaration.module);
      for (const element of module.declarations) {
        element.members = element.members.filter(({ privacy }) => privacy !== 'private');
        // The class between them is not published.
        element.superclass = { name: 'LitElement', package: 'lit' };
        // The analyzer takes the variable in `new XummEvent(type, …)` for a name.
        element.events = element.events.filter(({ name }) => name !== 'type');
      }
    }
  },
});

/** Tools that only read the manifest write it into their own folder. */
const outdir = process.env.MANIFEST_FOLDER ?? 'dist';

export default {
  globs: ['src/xumm-payload-status.ts', 'src/define.ts'],
  outdir,
  litelement: true,
  packagejson: false,
  plugins: [
    asPublished(),
    customElementVsCodePlugin({
      outdir,
      htmlFileName: 'vscode.html-data.json',
      cssFileName: 'vscode.css-data.json',
    }),
    customElementJetBrainsPlugin({ outdir, packageJson: false }),
  ],
};
