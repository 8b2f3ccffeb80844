// The one Trusted Types policy. Only the preview parses HTML, and only inside a document where nothing can run.

interface Policy {
  createHTML(html: string): string;
  createScriptURL(url: string): string;
}
interface Factory {
  createPolicy(name: string, rules: Policy): Policy;
}

const plain: Policy = { createHTML: (html) => html, createScriptURL: (url) => url };
let policy: Policy | undefined;

function trusted(): Policy {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  policy ??= factory ? factory.createPolicy('countersign', plain) : plain;
  return policy;
}

/** HTML for a parser whose document runs nothing. */
export const html = (text: string): string => trusted().createHTML(text);
/** The address of our own worker. */
export const scriptUrl = (url: string): string => trusted().createScriptURL(url);
