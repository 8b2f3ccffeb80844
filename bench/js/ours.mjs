// Countersign through its real face: the module as it ships, a kit, a draft, a slot set at each keystroke.

/** The same form as the JavaScript stacks: `open(mail) → keystroke(markdown) → { preview, findings }`. */
export async function ours(module, kit) {
  const { default: init, Engine } = await import(module);
  await init();
  const engine = Engine.fromKit(kit, 'en');
  const draft = (mail, slots) => ({ template: mail.id, group: 'shop', slots });
  return {
    'Countersign, one slot': (mail) => {
      const open = engine.open(draft(mail, mail.slots));
      return (markdown) => open.setSlot('s0', markdown);
    },
    'Countersign, opened anew': (mail) => (markdown) => {
      const open = engine.open(draft(mail, { ...mail.slots, s0: markdown }));
      const answer = { findings: open.findings(), preview: open.preview() };
      open.free();
      return answer;
    },
  };
}
