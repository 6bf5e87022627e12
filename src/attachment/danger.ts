// Is a file a program or a script, by any of its names? (By content: file-type.ts and text-kind.ts.) Endings that
// Windows runs at a double click; blanks, dots and invisible characters behind an ending do not hide it.

const PROGRAM_ENDINGS = new Set(
  'exe com scr pif cpl msi msp mst msix appx sys dll ocx drv apk dmg pkg app deb rpm'.split(' '),
);
const SCRIPT_ENDINGS = new Set(
  'js jse mjs vbs vbe wsf wsh wsc sct hta ps1 psm1 psd1 ps1xml bat cmd sh bash zsh csh command lnk url jar jnlp reg inf chm scf gadget msc application settingcontent-ms xll py pyw rb pl php ahk'.split(
    ' ',
  ),
);

const INVISIBLE = /[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

function endingOf(name: string): string {
  const clean = name
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[\s.]+$/u, '');
  return (/\.([^.\s/\\]{1,20})$/u.exec(clean)?.[1] ?? '').toLowerCase();
}

export const isProgramName = (name: string): boolean => PROGRAM_ENDINGS.has(endingOf(name));
export const isScriptName = (name: string): boolean => SCRIPT_ENDINGS.has(endingOf(name));
