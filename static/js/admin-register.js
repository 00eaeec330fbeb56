/* The editing room, made quicker: a field lights its words, a date says how it was understood, keys decide.
   Everything works without this file. */
(() => {
  "use strict";

  const light = (name, on) => {
    for (const run of document.querySelectorAll("[data-fields]")) {
      if (run.dataset.fields.split(" ").includes(name)) run.classList.toggle("is-lit", on);
    }
  };
  const bring = (name) => {
    const words = document.getElementById(`at-${name}`);
    const pane = words && words.closest(".text");
    if (!pane) return;
    const above = words.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    if (above < 0 || above > pane.clientHeight - 40) pane.scrollTop += above - pane.clientHeight / 3;
  };
  const named = (event) => event.target.closest?.("[data-field]")?.dataset.field;
  const over = (event, on) => { const name = named(event); if (name) light(name, on); };
  document.addEventListener("mouseover", (event) => over(event, true));
  document.addEventListener("mouseout", (event) => over(event, false));
  document.addEventListener("focusin", (event) => { over(event, true); if (named(event)) bring(named(event)); });
  document.addEventListener("focusout", (event) => over(event, false));
  const arrived = () => { if (document.getElementById("at-quote") && !location.hash) bring("quote"); };
  document.addEventListener("register:arrived", arrived);
  arrived();

  const understand = async (input) => {
    for (const stale of input.parentElement.querySelectorAll(".errorlist")) stale.remove();
    let said = input.parentElement.querySelector(".understood");
    if (!said) {
      said = document.createElement("output");
      said.className = "understood";
      said.setAttribute("for", input.id);
      input.after(said);
    }
    if (!input.value.trim()) { said.textContent = ""; return; }
    const kind = input.matches(".typed-money") ? "money" : "text";
    const typed = input.value;
    const answer = await fetch(`/admin/understood/?${kind}=${encodeURIComponent(typed)}`);
    if (!answer.ok || input.value !== typed) return;
    const { understood, problem } = await answer.json();
    said.textContent = problem || `= ${understood}`;
    said.classList.toggle("is-problem", Boolean(problem));
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches("input.typed-date, input.typed-money")) understand(event.target);
  });

  /* What a filter offers goes again at a press elsewhere, or at Escape. */
  const fold = (but) => {
    for (const open of document.querySelectorAll(".filters details[open]")) if (open !== but) open.open = false;
  };
  document.addEventListener("click", (event) => fold(event.target.closest(".filters details")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const inside = event.target.closest(".filters details[open]");
    fold();
    inside?.querySelector("summary").focus();
  });

  /* A field in which one chooses by typing bears the word above it also for who hears the page. */
  const name = (shown) => {
    const held = shown.querySelector(".select2-selection__rendered");
    const id = held?.id.replace(/^select2-|-container$/g, "");
    const label = id && document.querySelector(`label[for="${CSS.escape(id)}"]`);
    if (!label) return;
    shown.removeAttribute("aria-labelledby");
    for (const each of [shown, held]) each.setAttribute("aria-label", `${label.textContent.trim()} ${held.title}`.trim());
  };
  const nameAll = () => document.querySelectorAll(".select2-selection").forEach(name);
  window.addEventListener("load", nameAll);
  document.addEventListener("register:arrived", nameAll);
  document.addEventListener("focusin", (event) => { if (event.target.matches(".select2-selection")) name(event.target); });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable], .select2")) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target || target.disabled) return;
    event.preventDefault();
    target.click();
  });
})();
