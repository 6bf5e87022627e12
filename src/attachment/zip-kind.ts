// What the entries of a zip are together: an office package, a program package, or just files.

import type { Package } from './package.ts';

/** Words that name a main part in [Content_Types].xml (ECMA-376 part 2 §7.2.3), with the type they make. */
const OOXML: readonly (readonly [word: RegExp, type: string])[] = [
  [/wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macroEnabled/, 'docx'],
  [/ms-excel\.sheet\.binary/, 'xlsb'],
  [/spreadsheetml\.(?:sheet|template)\.main\+xml|ms-excel\.(?:sheet|template|addin)\.macroEnabled/, 'xlsx'],
  [/presentationml\.(?:presentation|slideshow|template)\.main\+xml|ms-powerpoint\.\w+\.macroEnabled/, 'pptx'],
  [/ms-visio\.drawing/, 'vsdx'],
];

const ODF: readonly (readonly [word: RegExp, type: string])[] = [
  [/opendocument\.spreadsheet|sun\.xml\.calc/, 'ods'],
  [/opendocument\.presentation|sun\.xml\.impress/, 'odp'],
  [/opendocument\.graphics|sun\.xml\.draw/, 'odg'],
  [/opendocument|sun\.xml/, 'odt'],
];

/** Where the main part stands by custom: readers repair a package whose types do not name it. */
const MAIN_PARTS: readonly (readonly [part: string, type: string])[] = [
  ['word/document.xml', 'docx'],
  ['xl/workbook.xml', 'xlsx'],
  ['ppt/presentation.xml', 'pptx'],
];

const decodeAscii = (octets: Uint8Array): string => new TextDecoder('latin1').decode(octets);

/** [Content_Types].xml, or empty when the zip is no OOXML package. */
function contentTypes(pack: Package): string {
  const name = pack.names.find((part) => part.toLowerCase() === '[content_types].xml');
  return name === undefined ? '' : pack.xml(name);
}

/** Macros stand in one part of a type of its own, whatever it is called. Every binary workbook says macroEnabled. */
export const hasMacroPart = (pack: Package): boolean =>
  /vnd\.ms-office\.vbaProject|(?<!\.binary)\.macroEnabled/i.test(contentTypes(pack)) ||
  pack.names.some((name) => /(?:^|\/)vbaProject[^/]*\.bin$/i.test(name));

function ooxmlKind(pack: Package): string | null {
  const types = contentTypes(pack);
  const named = OOXML.find(([word]) => word.test(types))?.[1];
  if (named !== undefined || types === '') return named ?? null;
  return MAIN_PARTS.find(([part]) => pack.has(part))?.[1] ?? null;
}

function odfKind(pack: Package): string | null {
  if (!pack.has('META-INF/manifest.xml')) return null;
  const manifest = decodeAscii(pack.octets('META-INF/manifest.xml'));
  const declared = decodeAscii(pack.octets('mimetype'));
  return (
    ODF.find(([word]) => word.test(declared))?.[1] ?? ODF.find(([word]) => word.test(manifest))?.[1] ?? null
  );
}

/** Pages, Numbers and Keynote: since 2013, and in 2009, when a version history or a preview lay beside the index. */
const IWORK_PART = /^(?:Index\/)?\w+\.iwa$/;
const IWORK_09_INDEX = /^index\.(?:xml|apxl)(?:\.gz)?$/;
const IWORK_09_SIGN = /^(?:buildVersionHistory\.plist|Contents\/PkgInfo|QuickLook\/)/;

const isIwork = ({ names }: Package): boolean =>
  names.some((name) => IWORK_PART.test(name)) ||
  (names.includes('Index.zip') && names.some((name) => name.startsWith('Metadata/'))) ||
  (names.some((name) => IWORK_09_INDEX.test(name)) && names.some((name) => IWORK_09_SIGN.test(name)));

/** `docx` … `odt` … `iwork` `jar` `apk`, or `zip` when it is nothing but files. */
export function zipKind(pack: Package): string {
  if (pack.has('AndroidManifest.xml')) return 'apk';
  if (isIwork(pack)) return 'iwork';
  if (pack.has('META-INF/MANIFEST.MF')) return 'jar';
  return ooxmlKind(pack) ?? odfKind(pack) ?? 'zip';
}
