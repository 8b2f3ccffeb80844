// Countersign through its real face: the module as it ships, a kit, a draft, a slot set at each keystroke.

/** The same form as the JavaScript stacks: `open(mail) → keystroke(markdown) → { preview, findings }`. */
export async function ours(module, kit, whole = false) {
  const { default: init, Engine } = await import(module);
  await init();
  const engine = Engine.fromKit(kit, 'en');
  const [recipient] = JSON.parse(kit).recipients;
  const now = Math.floor(Date.now() / 1000);
  const draft = (mail, slots) => ({ template: mail.id, group: 'shop', slots });
  if (whole) {
    // A draft in, its report out: rendered, the rulebook made, every rule asked of every part.
    return {
      'Countersign, everything on': (mail) => (markdown) => {
        const review = engine.open(draft(mail, { ...mail.slots, s0: markdown }), now);
        const { findings } = review.report();
        review.free();
        return { findings };
      },
    };
  }
  return {
    // What a keystroke is in the editor: the slot's new text in, the new report and the patches of the preview out.
    'Countersign, one slot': (mail) => {
      const review = engine.open(draft(mail, mail.slots), now);
      let { findings } = review.report();
      review.preview(recipient);
      return (markdown) => {
        const change = review.setSlot('s0', markdown);
        findings = change.report?.findings ?? findings;
        return { findings, preview: change.patches };
      };
    },
    // The same answer without remembering anything: compiled parts only.
    'Countersign, opened anew': (mail) => (markdown) => {
      const review = engine.open(draft(mail, { ...mail.slots, s0: markdown }), now);
      const answer = { findings: review.report().findings, preview: review.preview(recipient).html };
      review.free();
      return answer;
    },
  };
}
