/* What is typed into a form is kept in this browser until the register says that it has saved it, and is offered again
   when the form is opened with something else in it. The words come from the page (#draft).
   Everything works without this file. */
(() => {
  "use strict";

  const SKIPPED = new Set(["csrfmiddlewaretoken", "_opened", "_version", "version", "_draft", "another", "reason", "decision", "into", "other", "until"]);
  const STATED = ["_opened", "_version", "version"]; // on what the typing was done
  const BEGINS = "entry ", OLDEST = 30 * 24 * 3600 * 1000, WAIT = 400;
  const jq = () => window.django && window.django.jQuery;
  const same = (one, two) => JSON.stringify(one) === JSON.stringify(two);
  const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const forget = (key) => { try { localStorage.removeItem(key); } catch { /* no storage: nothing was kept */ } };
  const hour = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const make = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  /* What the register says it has saved, and what is too old to be wanted, is kept no longer. */
  const tidy = () => {
    const saved = document.cookie.match(/(?:^|; )saved_draft=(\d+)/)?.[1];
    if (saved) document.cookie = "saved_draft=; path=/admin/; max-age=0; samesite=lax";
    try {
      for (const key of Object.keys(localStorage).filter((one) => one.startsWith(BEGINS))) {
        const draft = read(key);
        if (!draft || (saved && draft.sent === saved) || Date.now() - draft.at > OLDEST) forget(key);
      }
    } catch { /* no storage */ }
  };

  const put = (field, value, text) => {
    if (field.type === "checkbox") field.checked = value === "on";
    else if (field.tagName === "SELECT" && value && ![...field.options].some((one) => one.value === value)) {
      field.append(new Option(text || value, value, true, true));
    } else field.value = value;
    if (jq()) jq()(field).trigger("change");
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const typed = (form) => [...form.elements].filter((one) => one.name && !SKIPPED.has(one.name)
    && !["hidden", "submit", "button"].includes(one.type) && !one.name.includes("__prefix__"));
  const collect = (form) => {
    const values = {}, totals = {};
    for (const one of typed(form)) {
      if (one.type === "radio") { if (one.checked) values[one.name] = [one.value]; continue; }
      if (one.type === "checkbox") { values[one.name] = [one.checked ? "on" : ""]; continue; }
      const text = one.tagName === "SELECT" ? one.selectedOptions[0]?.textContent : undefined;
      values[one.name] = text === undefined ? [one.value] : [one.value, text];
    }
    for (const one of form.querySelectorAll("input[name$='-TOTAL_FORMS']")) totals[one.name] = one.value;
    return { values, totals };
  };
  const restore = (form, draft) => {
    for (const [name, total] of Object.entries(draft.totals)) {
      const own = form.elements[name];
      const add = document.querySelector(`#${CSS.escape(name.replace("-TOTAL_FORMS", ""))}-group .add-row a`);
      while (own && add && Number(own.value) < Number(total)) add.click();
    }
    for (const [name, [value, text]] of Object.entries(draft.values)) {
      const field = form.elements[name];
      if (!field) continue;
      if (field instanceof RadioNodeList) field.value = value;
      else if ((field.type === "checkbox" ? (field.checked ? "on" : "") : field.value) !== value) put(field, value, text);
    }
    for (const name of STATED) if (form.elements[name] && draft[name]) form.elements[name].value = draft[name];
  };

  /* One form, from its opening until it is sent or left. `failed`: it shows again what was typed and not taken. */
  const keep = (form, { note, failed }) => {
    const words = document.getElementById("draft").dataset;
    const key = `${BEGINS}${words.owner} ${location.pathname}`;
    const opening = collect(form), draft = read(key);
    const said = make("span", "", { class: "unsaved", "aria-live": "polite" });
    note?.append(said);
    let shown = null, keeping = 0, sent = "";

    const bar = (text, ...buttons) => {
      shown = make("div", "", { class: "draft-bar", role: "status" });
      shown.append(make("span", text), ...buttons);
      form.before(shown);
    };
    const done = () => { shown?.remove(); shown = null; };
    const offer = () => {
      const no = make("button", words.no, { type: "button", class: "quiet" });
      if (draft.sent) { // sent and never saved, as after the end of a session
        restore(form, draft);
        no.addEventListener("click", () => { forget(key); location.reload(); });
        return bar(words.restored.replace("(time)", hour(draft.at)), no);
      }
      const yes = make("button", words.yes, { type: "button" });
      yes.addEventListener("click", () => { restore(form, draft); done(); });
      no.addEventListener("click", () => { forget(key); done(); });
      return bar(words.restore.replace("(time)", hour(draft.at)), yes, no);
    };
    const write = () => {
      clearTimeout(keeping);
      keeping = 0;
      const now = collect(form), isAsOpened = same(now, opening);
      if (isAsOpened && !failed) {
        said.textContent = "";
        if (!shown) forget(key);
        return;
      }
      const kept = { at: Date.now(), sent, ...now };
      for (const name of STATED) kept[name] = form.elements[name]?.value;
      try {
        localStorage.setItem(key, JSON.stringify(kept));
        said.textContent = words.unsaved;
      } catch { /* a full or forbidden storage keeps nothing, and nothing else breaks */ }
    };
    const soon = () => { clearTimeout(keeping); keeping = setTimeout(write, WAIT); };
    const flush = () => { if (keeping && !sent) write(); };

    if (draft && !failed && !same({ values: draft.values, totals: draft.totals }, opening)) {
      if (jq()) jq()(offer); else offer(); // lines can be added once the page's own scripts have run
    }
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    if (jq()) jq()(form).on("change", "select", soon);
    window.addEventListener("pagehide", flush);
    form.addEventListener("submit", () => {
      sent = String(Date.now());
      const own = form.elements._draft ?? form.appendChild(make("input", "", { type: "hidden", name: "_draft" }));
      own.value = sent;
      write();
    }, true);
    return { flush, stay: () => { sent = ""; } };
  };

  tidy();
  window.drafts = { keep, put, tidy };
})();
