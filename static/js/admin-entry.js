/* Entering a record, made quicker and safer: what is typed is kept (admin-drafts.js), a record that is there already is
   pointed out while its title is typed, the other's value is taken by a press.
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

  /* Who was chosen is known to be of a side, unless a person said otherwise. */
  const sided = (event) => {
    const side = event.target.closest(".line")?.querySelector("select[name$='-side']");
    const known = event.params?.data?.side;
    if (!side || !known || (side.value && !side.dataset.told)) return;
    window.drafts.put(side, known);
    side.dataset.told = known;
  };
  if (jq) jq(form).on("select2:select", "select", sided);
  form.addEventListener("change", (event) => { if (event.isTrusted) delete event.target.dataset.told; });

  /* The other editor's value. */
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]");
    if (!button) return;
    const field = form.elements[button.dataset.take];
    window.drafts.put(field, button.dataset.value, button.dataset.text);
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
  window.drafts.keep(form, {
    note: document.querySelector(".submit-row"),
    failed: Boolean(document.querySelector(".errornote, section.conflict, .errorlist")),
  });
})();
