// Registers the element, unless another copy did.

import { CountersignEditor } from './element.ts';

if (!customElements.get('countersign-editor')) customElements.define('countersign-editor', CountersignEditor);
