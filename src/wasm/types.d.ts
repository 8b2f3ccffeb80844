// What crosses the door between the engine and JavaScript, typed by hand. Positions are UTF-16 code units here (bytes inside).

/** A language of the product's own words. */
export type Locale = 'en' | 'fr';
/** A brand's own words in both languages. */
export interface Localized { en: string; fr: string }

// ── What a brand publishes ─────────────────────────────────────────────────────────────────────────────────────────

/** What the editor shows of a kit, for one group. */
export interface KitView {
  brand: Brand;
  office: Office;
  templates: TemplateView[];
  /** The customer data that authors may insert. */
  tags: MergeTag[];
  /** Made-up customers for previews. */
  recipients: Recipient[];
  schedule: ScheduleLimits;
  /** What head office has on offer; a draft may be about one. */
  offers: OfferView[];
  /** Whether a message may be previewed as a real customer. */
  real_recipients: boolean;
}
export interface OfferView { id: string; name: Localized }
export interface Brand { name: string; website?: string | null; logo?: string | null; accent?: string | null }
export interface Office {
  id: string;
  name: string;
  city?: string | null;
  country?: string | null;
  /** The language tag of its messages. */
  locale?: string | null;
  /** IANA name. */
  time_zone?: string | null;
  sender?: { name: string; email: string; reply_to?: string | null } | null;
}
export interface TemplateView {
  /** Its name in the kit. */
  id: string;
  name: Localized;
  description: Localized;
  version: number;
  purpose: 'promotional' | 'service' | 'transactional';
  /** The channels that it has a message for. */
  channels: Channel[];
  slots: Slot[];
}
/** A way in which a message reaches a customer. */
export type Channel = 'email' | 'sms' | 'push' | 'content_card' | 'whats_app' | 'webhook';
export type SlotKind = 'text' | 'markdown' | 'url' | 'image' | 'choice' | 'switch' | 'repeat';
export type Allow = 'strong' | 'em' | 'link' | 'list' | 'heading';
/** A place where an author writes. */
export interface Slot {
  id: string;
  label: Localized;
  help?: Localized;
  kind: SlotKind;
  required: boolean;
  min?: number;
  max?: number;
  placeholder?: Localized;
  allow?: Allow[];
  merge_tags?: string[];
  choices?: { value: string; label: Localized }[];
  slots?: Slot[];
}
export interface MergeTag { name: string; label: Localized; default?: Localized | null; nullable: boolean; sample?: string | null }
export interface Recipient { name: string; attributes?: Record<string, unknown>; custom_attributes?: Record<string, unknown> }
export interface ScheduleLimits {
  quiet?: { from: string; until: string } | null;
  notice_minutes?: number | null;
  ahead_days?: number | null;
}

// ── What an author makes ───────────────────────────────────────────────────────────────────────────────────────────

export interface ImageValue { src: string; alt: string }
export type SlotValue = string | boolean | ImageValue | BlockValue[];
/** One block of a repeat slot. */
export interface BlockValue { [slot: string]: SlotValue }
/** A draft: plain JSON, no HTML. */
export interface Draft {
  template: string;
  template_version?: number;
  group: string;
  /** The offer that it is about, by its id in the kit. */
  offer?: string;
  name?: string;
  /** The channels on which it goes out; all of its template's where none is named. */
  channels?: Channel[];
  slots: Record<string, SlotValue>;
  audience?: { segment?: string; list?: string };
  schedule?: Schedule;
  /** What persons have confirmed, where a rule asked. */
  attestations?: Attestation[];
}
/** A person's word on a fact that no program can know; other words are asked about anew. */
export interface Attestation { rule: string; about?: string; by: string; at: string }
/** When a message goes; `time` is RFC 3339. */
export interface Schedule { time: string; in_local_time?: boolean; at_optimal_time?: boolean }

// ── What the engine answers ────────────────────────────────────────────────────────────────────────────────────────

export type Severity = 'error' | 'warning' | 'info';
export interface Span { start: number; end: number }
/** The text that a finding is in. */
export type Source =
  | { in: 'slot'; name: string }
  | { in: 'draft'; name: string }
  | { in: 'template'; name: string }
  | { in: 'group'; name: string }
  | { in: 'text' };
export interface Finding {
  rule: string;
  severity: Severity;
  /** Who can mend it. */
  owner: 'author' | 'brand' | 'group';
  source: Source;
  span: Span;
  title: string;
  message: string;
  why: string;
  hint: string;
  reference: string;
  facts: Record<string, string>;
  fixes: Fix[];
  /** What a person may confirm instead of mending it: a question. */
  asks?: string;
  /** The channels that it is about, where the draft goes out on several. */
  channels?: Channel[];
}
export interface Fix { label: string; trust: 'safe' | 'suggestion'; edits: { span: Span; insert: string }[] }
export interface Report {
  verdict: 'pass' | 'needs-attestation' | 'fail';
  findings: Finding[];
  /** The exceptions that were made use of. */
  waived?: Waived[];
}
/** An exception: who allowed what a rule refuses, why, until when. */
export interface Waived {
  rule: string;
  title: string;
  who: string;
  why: string;
  /** Last day (ISO 8601) on which it holds. */
  until: string;
  /** How gravely its findings are told all the same; absent: they are not told. */
  severity?: Severity;
  /** How many findings it silences, or makes lighter. */
  count: number;
}
/** One unit of the preview, anew: what stands between `<!--cs:N-->` and `<!--/cs:N-->`. */
export interface Patch { unit: number; html: string }
/** What one change made different: of the other channels, those that are others than before. */
export interface Change extends Others {
  /** The report, where it is another than before: whole. A finding that is as it was is the same object as before. */
  report?: Report;
  patches: Patch[];
  /** The structure changed: ask for the whole preview. */
  whole: boolean;
  /** The subject line and preheader, where they are others than before. */
  subject?: string;
  preheader?: string;
}
/** The message as a recipient gets it; of what does not go out by e-mail, the e-mail's texts are empty. */
export interface Preview extends Others {
  subject: string;
  preheader?: string | null;
  html: string;
  text: string;
  aborted?: string | null;
  errors?: string[];
}
/** What goes out on the channels besides e-mail. */
export interface Others {
  sms?: SmsPreview;
  push?: PushPreview;
  content_card?: CardPreview;
  whats_app?: WhatsAppPreview;
  webhook?: WebhookPreview;
}
export interface SmsPreview {
  body: string;
  encoding: 'gsm7' | 'ucs2';
  /** Septets, or UTF-16 code units. */
  units: number;
  /** How many messages it takes. */
  segments: number;
  /** The characters for which it travels at two octets each. */
  outside: string[];
}
/** A notification as a recipient gets it. */
export interface PushPreview { title: string; body: string; link?: string | null; image?: string | null }
/** A card as a recipient gets it. */
export interface CardPreview {
  type: 'classic' | 'captioned_image' | 'banner';
  title: string;
  description: string;
  image?: string | null;
  image_alt?: string | null;
  link?: string | null;
  link_text?: string | null;
  pinned: boolean;
  /** How long it stays: so many days, or until a time (`2026-12-24T23:59:59` on each recipient’s clock; an instant where it ends in `Z`). */
  stays: { days: number } | { until: string };
}
/** A message by WhatsApp as a recipient gets it: what Meta approved, filled in. */
export interface WhatsAppPreview {
  image?: string | null;
  header?: string | null;
  body: string;
  footer?: string | null;
  link_text?: string | null;
  link?: string | null;
  phone_text?: string | null;
  phone?: string | null;
  replies: string[];
}
/** The request to a server as it is sent for a recipient. */
export interface WebhookPreview {
  url: string;
  method: 'POST' | 'PUT' | 'DELETE' | 'GET';
  headers: Record<string, string>;
  body?: string | null;
}
/** A review just opened. */
export interface Opened {
  draft: Draft;
  report: Report;
  /** Which slots stand in which unit of the preview. */
  units: [unit: number, slots: string[]][];
  /** Which slots stand on which channel. */
  standing: [channel: Channel, slots: string[]][];
}
/** A slot's new value after a fix. */
export interface Fixed { path: string; value: SlotValue }

/** What of the brand's Braze account stands in every message. */
export interface Account { app_id: string; campaign_id: string }

/** A rich-text document as ProseMirror writes it. */
export interface DocNode {
  type: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  text?: string;
  content?: DocNode[];
}
/** A stretch of Markdown (UTF-16) and where it stands in the document (ProseMirror positions). */
export interface Mapped { from: number; to: number; start: number; end: number }
export interface RichText { doc: DocNode; map: Mapped[] }
export interface FromRichText { markdown: string; map: Mapped[] }

// ── What the proxy answers ─────────────────────────────────────────────────────────────────────────────────────────

export interface Segment {
  id: string;
  name: string;
  /** What head office wrote about it in Braze, or its filters. */
  description?: string;
  /** How many people, on the last day of which Braze tells. */
  size?: number | null;
  /** How many people day by day, oldest first. */
  trend?: { day: string; size: number }[];
}
/** Of those whom a message reached, how many did something: 0 to 1. */
export interface Rates { opened?: number; clicked?: number }
/** What became of a send. */
export interface Results {
  /** Whether Braze counts it at all. */
  counted: boolean;
  /** Whether the office's other sends of that day are in the figures. */
  shared: boolean;
  /** When Braze was last asked (Unix seconds). */
  as_of?: number;
  /** Counts by channel, in Braze's words. */
  channels: Record<string, Record<string, number>>;
  /** What is usual for the office's other sends, by channel. */
  usual: Record<string, Rates>;
}
/** The last change that somebody wanted of a send. */
export interface ChangeView {
  kind: 'time' | 'cancel';
  /** `asked`: Braze has not answered clearly, and is asked again. */
  state: 'asked' | 'done' | 'refused' | 'unknown';
  time?: string;
  /** It came so late that some people may get the message all the same. */
  late: boolean;
  trouble?: string;
}
/** What stands at the beginning of a file of customers. */
export interface HeadView {
  delimiter: string;
  columns: { header: string; field: string | null; samples: string[] }[];
  /** What columns may be. */
  fields: { id: string; label: Localized; identifies: boolean }[];
  digest: string;
  most_rows: number;
}
/** A list of customers, as far as it has come. */
export interface ListView {
  id: string;
  name: string;
  state: 'uploading' | 'sending' | 'done' | 'cancelled';
  by: string;
  size: number;
  /** Up to which byte of its file it was taken. */
  taken: number;
  digest: string;
  rows: number;
  left_out: number;
  sent: number;
  created: number;
  updated: number;
  trouble?: string;
}
export interface SendView {
  id: string;
  state: 'intended' | 'reserved' | 'confirmed' | 'rejected' | 'unknown' | 'cancelled';
  can_retry: boolean;
  group: string;
  by: string;
  template: string;
  name: string;
  subject: string;
  digest: string;
  segment: string;
  time: string;
  in_local_time: boolean;
  at_optimal_time: boolean;
  created: number;
  attempts: number;
  change?: ChangeView;
  schedule_id?: string;
  trouble?: string;
}
export interface Receipt {
  send: SendView;
  repeated: boolean;
  /** What stood behind it, where one send is asked for. */
  record?: SendRecord;
}
/** What stood behind a send when it was let go. */
export interface SendRecord {
  /** The digest of the kit, and so of the policy, under which it was judged. */
  kit: string;
  remarks: { rule: string; severity: Severity; message: string }[];
  waived: Waived[];
  attested: Attestation[];
}
export interface Problem {
  code: string;
  status: number;
  title: string;
  detail?: string;
  request_id?: string;
  server_time?: number;
  report?: Report;
  digest?: string;
  send?: string;
}
/** Every mistake of an integrator, with a name that never changes. */
export interface CountersignErrorInfo { code: string; message: string }
