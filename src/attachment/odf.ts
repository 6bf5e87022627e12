// OpenDocument text, sheets, slides and drawings (ODF 1.3): content.xml and what styles.xml puts on every page, embedded
// objects, the properties. A package whose manifest names encryption is locked. How the text is read: odf-text.ts.

import { readProperties } from './doc-properties.ts';
import { protect } from './findings.ts';
import { OdfText } from './odf-text.ts';
import { addEmbedded, type ExtractPackage, type Package } from './package.ts';

/** Encrypted parts, or one encrypted package around all of them (ODF 1.3 part 2 §4.16, §5). */
function isLocked(pack: Package): boolean {
  if (pack.has('encrypted-package')) return true;
  const manifest = new TextDecoder('latin1').decode(pack.octets('META-INF/manifest.xml'));
  return /encryption-data/.test(manifest);
}

/** Modules of Basic and scripts; `-lc` and `-lb` files only list them. */
const MACRO_PART = /^(?:Basic|Scripts)\/.*(?<!-lc\.xml|-lb\.xml|\/)$/i;

export const extractOdf: ExtractPackage = (pack, found) => {
  if (isLocked(pack)) return protect(found, 'protected', 'odf-encryption');
  found.hasMacros = pack.names.some((name) => MACRO_PART.test(name));
  for (const name of pack.names.filter((part) => /(?:^|\/)(?:content|styles)\.xml$/.test(part))) {
    const section = name === 'content.xml' ? '' : name.replace(/\.xml$/, '');
    pack.readXml(name, new OdfText(pack.budget, found, section), true);
  }
  readProperties(pack, found);
  addEmbedded(pack, found, (name) => name.endsWith('.xml') || name === 'mimetype');
};
