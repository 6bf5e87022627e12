// docProps/*.xml of OOXML and meta.xml of ODF: title, subject, keywords, authors, company. One line each.

import { type Findings, openSection } from './findings.ts';
import type { Package } from './package.ts';

/** Numbers and dates that the program keeps about the file. */
const COUNTED =
  /^(?:created|modified|revision|TotalTime|Pages|Words|Characters|CharactersWithSpaces|Lines|Paragraphs|Application|AppVersion|DocSecurity|Template|generator|creation-date|date|editing-cycles|editing-duration|i4|bool|ScaleCrop|LinksUpToDate|SharedDoc|HyperlinksChanged|Slides|Notes|HiddenSlides|MMClips|PresentationFormat)$/;

export function readProperties(pack: Package, found: Findings): void {
  for (const name of pack.names.filter((part) => /^(?:docProps\/[^/]*\.xml|meta\.xml)$/.test(part))) {
    const writer = openSection(found, pack.budget, 'properties');
    let element = '';
    pack.readXml(name, {
      open(opened) {
        element = opened;
      },
      text(text) {
        if (!COUNTED.test(element) && text.trim() !== '') writer.write(`${text.trim()}\n`);
      },
    });
  }
}
