// The style sheets, made once for all editors of a page.

import base from './base.css';
import controls from './controls.css';
import findings from './findings.css';
import form from './form.css';
import layout from './layout.css';
import phone from './phone.css';
import preview from './preview.css';
import start from './start.css';
import steps from './steps.css';

let made: CSSStyleSheet[] | null = null;

export function sheets(): CSSStyleSheet[] {
  made ??= [base, controls, layout, start, form, findings, preview, phone, steps].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  return made;
}
