// The demo's host page: an intranet of the fictional brand. It knows who is signed in and hands the editor sessions.

import type { CountersignEditor, Providers } from '../editor/element.ts';
import type { SampleDraft } from '../editor/state.ts';

interface Office {
  id: string;
  name: string;
  user?: string;
}
/** What `countersign demo` says of itself at `/demo.json`. */
interface Setup {
  endpoint: string;
  brand: string;
  offices: Office[];
  providers: { samples?: SampleDraft[] };
}

/** The demo kit's pictures, as the brand's image host would have them. */
const PICTURES: Record<string, { en: string; fr: string }> = {
  cup: { en: 'A cup of espresso on the counter', fr: 'Une tasse d’espresso sur le comptoir' },
  beans: { en: 'Freshly roasted coffee beans', fr: 'Des grains de café fraîchement torréfiés' },
  brioche: { en: 'A golden brioche on a plate', fr: 'Une brioche dorée sur une assiette' },
  shop: { en: 'The shop front in the morning', fr: 'La devanture du café, le matin' },
  tasting: { en: 'A tasting with several cups in a row', fr: 'Une dégustation, plusieurs tasses alignées' },
  vinyl: { en: 'A record player beside the bar', fr: 'Une platine vinyle près du bar' },
};
const IMAGE_HOST = 'https://images.torrele.example/';
/** What the intranet offers this office: pictures, and drafts to begin with. */
function providers(setup: Setup, group: string): Providers {
  const locale = language.value as 'en' | 'fr';
  return {
    media: Object.entries(PICTURES).map(([name, alt]) => ({
      src: `${IMAGE_HOST}${name}.png`,
      alt: alt[locale],
      name: alt[locale],
    })),
    samples: (setup.providers.samples ?? []).filter(({ draft }) => draft.group === group),
    // The brand's hosts are made up: their pictures are here.
    mirror: (address) =>
      address.startsWith(IMAGE_HOST)
        ? `/images/${address.slice(IMAGE_HOST.length).replace(/\.png$/, '.svg')}`
        : address,
  };
}

const words = {
  en: {
    office: 'Signed in as',
    language: 'Language',
    tools: ['Home', 'Orders', 'Rota', 'Messages', 'Training'],
    sandbox: 'What would be sent',
    theme: 'Look',
    auto: 'As the system',
    light: 'Light',
    dark: 'Dark',
  },
  fr: {
    office: 'Connecté en tant que',
    language: 'Langue',
    tools: ['Accueil', 'Commandes', 'Planning', 'Messages', 'Formation'],
    sandbox: 'Ce qui partirait',
    theme: 'Aspect',
    auto: 'Comme le système',
    light: 'Clair',
    dark: 'Sombre',
  },
};

const at = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
const page = new URL(location.href);
const office = at<HTMLSelectElement>('office');
const language = at<HTMLSelectElement>('language');
const theme = at<HTMLSelectElement>('theme');

async function begin(): Promise<void> {
  const setup = (await (await fetch('/demo.json')).json()) as Setup;
  const asked = page.searchParams.get('office');
  office.replaceChildren(
    ...setup.offices.map(({ id, name, user }) => new Option(user ? `${user}, ${name}` : name, id, false, id === asked)),
  );
  language.value = page.searchParams.get('lang') ?? (navigator.language.startsWith('fr') ? 'fr' : 'en');
  theme.value = page.searchParams.get('theme') ?? 'auto';
  at('brand').textContent = setup.brand;
  speak();
  place(setup);
  office.addEventListener('change', () => {
    keep('office', office.value);
    place(setup);
  });
  language.addEventListener('change', () => {
    keep('lang', language.value);
    speak();
    editor()?.setAttribute('locale', language.value);
  });
  theme.addEventListener('change', () => {
    keep('theme', theme.value);
    speak();
    editor()?.setAttribute('theme', theme.value);
  });
}

const editor = () => document.querySelector<CountersignEditor>('countersign-editor');

/** What was chosen stays in the address, so that a page can be passed on. */
function keep(name: string, value: string): void {
  page.searchParams.set(name, value);
  history.replaceState(null, '', page);
}

function speak(): void {
  const w = words[language.value as 'en' | 'fr'];
  document.documentElement.lang = language.value;
  document.documentElement.dataset.theme = theme.value;
  at('office-label').textContent = w.office;
  at('language-label').textContent = w.language;
  at('theme-label').textContent = w.theme;
  at('sandbox').textContent = w.sandbox;
  for (const option of theme.options) option.textContent = w[option.value as 'auto'];
  document.querySelectorAll('#tools a').forEach((link, index) => (link.textContent = w.tools[index] ?? ''));
}

/** Another office is another person: the editor starts anew. */
function place(setup: Setup): void {
  const made = document.createElement('countersign-editor') as CountersignEditor;
  made.setAttribute('endpoint', setup.endpoint);
  made.setAttribute('locale', language.value);
  made.setAttribute('theme', theme.value);
  made.setAttribute('rules', '/rules.html');
  const group = office.value;
  made.providers = providers(setup, group);
  // The intranet's own server knows who is signed in; here that is whoever is chosen.
  made.sessionProvider = async () => {
    const answer = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ group }),
    });
    if (!answer.ok) throw new Error(`/session answered ${answer.status}`);
    return answer.json();
  };
  editor()?.remove();
  at('place').append(made);
}

void begin();
