/* Entering a record, made quicker and safer: what is typed is kept in this browser until it is saved, a record that
   is there already is pointed out while its title is typed, the other's value is taken by a press.
   Everything works without this file. */
(() => {
  "use strict";

  const form = document.getElementById("agreement_form");
  const said = document.getElementById("entry");
  const jq = window.django && window.django.jQuery;
  const make = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  const put = (field, value, text) => {
    if (field.type === "checkbox") field.checked = value === "on";
    else if (field.tagName === "SELECT" && value && ![...field.options].some((one) => one.value === value)) {
      field.append(new Option(text || value, value, true, true));
    } else field.value = value;
    if (jq) jq(field).trigger("change");
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  /* Choosing a sentence of a text. */
  const quotable = document.getElementById("quotable");
  if (quotable) {
    const words = document.getElementById("id_quote");
    const start = document.getElementById("id_start");
    const before = (node, offset) => {
      const range = document.createRange();
      range.setStart(quotable, 0);
      range.setEnd(node, offset);
      return [...range.toString()].length;
    };
    document.addEventListener("selectionchange", () => {
      const selection = document.getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return;
      const range = selection.getRangeAt(0);
      if (!quotable.contains(range.commonAncestorContainer)) return;
      const text = range.toString();
      const lead = [...text].length - [...text.trimStart()].length;
      words.value = text.trim();
      start.value = before(range.startContainer, range.startOffset) + lead;
    });
  }
  if (!form || !said) return;

  /* Coming back to the field from the window in which a body or a person was added. */
  let asked = null;
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".related-widget-wrapper-link");
    if (!link) return;
    asked = link.closest(".related-widget-wrapper").querySelector("select");
    const side = link.closest(".line")?.querySelector("select[name$='-side']")?.value;
    if (!side || !link.classList.contains("add-related")) return;
    const address = new URL(link.href);
    address.searchParams.set("side", side);
    link.href = address.href;
  }, true);
  window.addEventListener("focus", () => {
    if (!asked) return;
    const field = asked.parentElement.querySelector(".select2-selection") || asked;
    asked = null;
    setTimeout(() => field.focus());
  });

  /* The other editor's value. */
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]");
    if (!button) return;
    const field = form.elements[button.dataset.take];
    put(field, button.dataset.value, button.dataset.text);
    button.closest(".theirs").remove();
    field.focus();
  });

  /* What the register may have already. */
  const alike = document.getElementById("alike");
  let told = "";
  let waiting = 0;
  const look = async () => {
    const asked = new URLSearchParams({ but: said.dataset.own });
    for (const name of ["title_en", "title_ko"]) asked.append(name, form.elements[name]?.value || "");
    for (const field of form.querySelectorAll("select[name^='signatories-'][name$='-organisation']")) {
      if (field.value) asked.append("body", field.value);
    }
    for (const field of form.querySelectorAll("input[name^='actions-'][name$='-when']")) {
      if (field.value) asked.append("when", field.value);
    }
    if (asked.toString() === told) return;
    told = asked.toString();
    const answer = await fetch(`${said.dataset.alike}?${told}`);
    if (!answer.ok) return;
    const found = await answer.json();
    const list = alike.querySelector("ul");
    list.replaceChildren(...found.alike.map((one) => {
      const line = document.createElement("li");
      line.append(make("a", one.id, { href: one.address, target: "_blank" }), " ", make("bdi", one.title), " ",
        make("span", [one.state, ...one.reasons].join(" · "), { class: "quiet" }));
      return line;
    }));
    const another = alike.querySelector("input[name=another]");
    if (another && another.value !== found.key) { another.value = found.key; another.checked = false; }
    alike.hidden = !found.alike.length;
  };
  const soon = (event) => {
    if (!/^title_|-organisation$|-when$/.test(event.target.name || "")) return;
    clearTimeout(waiting);
    waiting = setTimeout(look, 350);
  };
  if (alike) {
    form.addEventListener("input", soon);
    if (jq) jq(form).on("select2:select", "select", soon);
  }

  /* What is typed is kept until it is saved. */
  const key = `entry ${said.dataset.owner} ${location.pathname}`;
  const SKIPPED = new Set(["csrfmiddlewaretoken", "_opened", "_version", "another", "reason"]);
  const typed = () => [...form.elements].filter((one) => one.name && !SKIPPED.has(one.name) && one.type !== "hidden"
    && one.type !== "submit" && one.type !== "button" && !one.name.includes("__prefix__"));
  const collect = () => {
    const values = {};
    for (const one of typed()) {
      if (one.type === "radio") { if (one.checked) values[one.name] = [one.value]; continue; }
      if (one.type === "checkbox") { values[one.name] = [one.checked ? "on" : ""]; continue; }
      const text = one.tagName === "SELECT" ? one.selectedOptions[0]?.textContent : undefined;
      values[one.name] = text === undefined ? [one.value] : [one.value, text];
    }
    const totals = {};
    for (const one of form.querySelectorAll("input[name$='-TOTAL_FORMS']")) totals[one.name] = one.value;
    return { values, totals };
  };
  const same = (one, two) => JSON.stringify(one) === JSON.stringify(two);
  const read = () => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* no storage: nothing was kept */ } };
  const hour = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

  const restore = (draft) => {
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
    for (const name of ["_opened", "_version"]) {
      if (form.elements[name] && draft[name]) form.elements[name].value = draft[name];
    }
  };
  const bar = (words, ...buttons) => {
    const made = make("div", "", { class: "draft-bar", role: "status" });
    made.append(make("span", words), ...buttons);
    form.before(made);
    return made;
  };
  const offer = (draft, atOnce) => {
    const no = make("button", said.dataset.no, { type: "button", class: "quiet" });
    if (atOnce) {
      restore(draft);
      const shown = bar(said.dataset.restored.replace("(time)", hour(draft.at)), no);
      no.addEventListener("click", () => { forget(); shown.remove(); location.reload(); });
      return;
    }
    const yes = make("button", said.dataset.yes, { type: "button" });
    const shown = bar(said.dataset.restore.replace("(time)", hour(draft.at)), yes, no);
    yes.addEventListener("click", () => { restore(draft); shown.remove(); });
    no.addEventListener("click", () => { forget(); shown.remove(); });
  };

  const sent = sessionStorage.getItem("entry-sent");
  const signedOut = sessionStorage.getItem("entry-signed-out");
  sessionStorage.removeItem("entry-signed-out");
  const failed = document.querySelector(".errornote, section.conflict, .errorlist");
  if (sent === key && !signedOut && !failed) forget();
  sessionStorage.removeItem("entry-sent");
  const opening = collect();
  const draft = read();
  if (draft && !failed && !same({ values: draft.values, totals: draft.totals }, opening)) {
    const whenReady = () => offer(draft, sent === key && Boolean(signedOut));  // lines can be added from then on
    if (jq) jq(whenReady); else whenReady();
  }
  const note = make("span", "", { class: "unsaved", "aria-live": "polite" });
  document.querySelector(".submit-row")?.append(note);
  let keeping = 0;
  const keep = () => {
    const now = collect();
    if (same(now, opening)) { note.textContent = ""; return; }
    const kept = { at: Date.now(), ...now };
    for (const name of ["_opened", "_version"]) kept[name] = form.elements[name]?.value;
    try {
      localStorage.setItem(key, JSON.stringify(kept));
      note.textContent = said.dataset.unsaved;
    } catch { /* a full or forbidden storage keeps nothing, and nothing else breaks */ }
  };
  const keepSoon = () => { clearTimeout(keeping); keeping = setTimeout(keep, 400); };
  form.addEventListener("input", keepSoon);
  form.addEventListener("change", keepSoon);
  if (jq) jq(form).on("change", "select", keepSoon);
  window.addEventListener("pagehide", () => { if (keeping && !sessionStorage.getItem("entry-sent")) keep(); });
  form.addEventListener("submit", () => { keep(); sessionStorage.setItem("entry-sent", key); });
})();
