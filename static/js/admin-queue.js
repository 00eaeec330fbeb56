/* The queue, made quicker: the next candidate takes the place of this one (htmx) under its own address, what a decision
   would change follows what is chosen and typed, names are offered, keys do what buttons do.
   Everything works without this file. */
(() => {
  "use strict";
  const LOOK_EVERY = 60_000, WAIT = 350;
  const one = (selector) => document.querySelector(selector);
  const review = () => document.getElementById("review");
  const csrf = () => one("[name=csrfmiddlewaretoken]")?.value ?? "";
  const typing = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable], .select2");

  /* The next one in the place of this one. */
  const trouble = (kind) => {
    const notice = one("#review > .trouble");
    if (!notice) return;
    notice.hidden = !kind;
    for (const part of notice.children) part.hidden = !part.classList.contains(`trouble-${kind}`);
    if (kind) notice.scrollIntoView({ block: "nearest" });
  };
  let pressed = null;
  document.addEventListener("submit", (event) => { pressed = event.submitter; }, true);
  document.addEventListener("htmx:configRequest", (event) => {
    if (pressed?.name) event.detail.parameters[pressed.name] = pressed.value; // htmx sees no button outside its form
    pressed = null;
    const known = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    const sent = event.detail.parameters;
    if (known && sent.csrfmiddlewaretoken) sent.csrfmiddlewaretoken = known[1];
    trouble("");
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, isError } = event.detail;
    if (isError || xhr.responseText.includes('id="review"')) return;
    event.detail.shouldSwap = false;
    if (xhr.responseURL.includes("/login/")) trouble("signed-out");
    else location.assign(xhr.responseURL);
  });
  document.addEventListener("htmx:responseError", () => trouble("failed"));
  document.addEventListener("htmx:sendError", () => trouble("failed"));
  document.addEventListener("htmx:timeout", () => trouble("failed"));
  document.addEventListener("htmx:afterSettle", () => {
    if (review()) arrive();
  });

  /* What is typed is kept, also on the way to the next one and back. */
  let draft = null;
  const open = () => {
    const form = one("#proposal");
    window.drafts.tidy();
    draft = form?.querySelector("fieldset:not(:disabled)")
      ? window.drafts.keep(form, { note: form.querySelector("h2"), failed: Boolean(one("#review .conflict, #review .messagelist .error")) })
      : null;
  };
  document.addEventListener("htmx:beforeSwap", () => draft?.flush());
  for (const failed of ["responseError", "sendError", "timeout"]) document.addEventListener(`htmx:${failed}`, () => draft?.stay());

  const arrive = () => {
    const jQuery = window.django?.jQuery;
    if (jQuery?.fn.djangoAdminSelect2) jQuery(".admin-autocomplete:not(.select2-hidden-accessible)").djangoAdminSelect2();
    const first = one("#review .conflict, #review [role=alert]:not([hidden])") ?? one("#review h1");
    first?.setAttribute("tabindex", "-1");
    first?.focus({ preventScroll: true });
    open();
    document.dispatchEvent(new CustomEvent("register:arrived"));
  };

  /* What it would change, whenever the choice or the form changes. */
  let soon = 0, asked = 0;
  const foresee = async () => {
    const page = review(), form = document.getElementById("proposal"), shown = document.getElementById("preview");
    if (!page?.dataset.preview || !form || !shown) return;
    const mine = ++asked;
    shown.setAttribute("aria-busy", "true");
    const answer = await fetch(page.dataset.preview, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (mine !== asked || !answer?.ok) { shown.removeAttribute("aria-busy"); return; }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("preview");
    if (fresh) document.getElementById("preview")?.replaceWith(fresh);
  };
  document.addEventListener("change", (event) => {
    if (event.target.name === "into") {
      for (const head of document.querySelectorAll(".compare th")) head.classList.toggle("is-chosen", head.contains(event.target) && event.target.value !== "");
      one(".decide [value=merge]")?.classList.toggle("quiet", event.target.value === "");
      one(".decide [value=accept]")?.classList.toggle("quiet", event.target.value !== "");
    }
    if (event.target.form?.id !== "proposal" || ["note", "until"].includes(event.target.name)) return;
    clearTimeout(soon);
    soon = setTimeout(foresee, WAIT);
  });

  /* Known names, in both scripts. */
  let offer = 0;
  document.addEventListener("input", (event) => {
    const input = event.target, page = review(), list = document.getElementById("names");
    const kind = input.dataset?.names;
    if (!kind || !page || !list) return;
    if (input.getAttribute("list") !== "names") input.setAttribute("list", "names");
    clearTimeout(offer);
    offer = setTimeout(async () => {
      const side = input.closest("[data-field]")?.dataset.field.match(/^(uk|kr|other)-/)?.[1] ?? input.closest(".row")?.querySelector("select")?.value ?? "";
      const query = new URLSearchParams({ kind, side, q: input.value });
      const answer = await fetch(`${page.dataset.names}?${query}`).catch(() => null);
      if (!answer?.ok) return;
      const { names } = await answer.json();
      list.replaceChildren(...names.map(({ name, both }) => Object.assign(new Option(both, name), { label: both })));
    }, WAIT / 2);
  });

  /* Who else has it open. */
  setInterval(async () => {
    const page = review();
    if (!page?.dataset.looking || document.hidden) return;
    const body = new URLSearchParams({ csrfmiddlewaretoken: csrf(), version: one("#proposal [name=version]")?.value ?? "" });
    const answer = await fetch(page.dataset.looking, { method: "POST", body }).catch(() => null);
    if (!answer?.ok) return;
    const { others, changed } = await answer.json();
    const said = [changed, ...others].filter(Boolean).join(" · ");
    const place = document.getElementById("looking");
    if (place && place.textContent !== said) place.textContent = said;
  }, LOOK_EVERY);

  /* The batch: a current row, how many are ticked. */
  const rows = () => [...document.querySelectorAll(".batch-row")];
  const current = () => document.activeElement?.closest?.(".batch-row") ?? null;
  const step = (by) => {
    const all = rows(), place = all.indexOf(current());
    const next = all[Math.min(all.length - 1, Math.max(0, place + by))] ?? all[0];
    next?.querySelector("input[type=checkbox]")?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("change", () => {
    const count = one("[data-ticked]");
    if (count) count.textContent = rows().filter((row) => row.querySelector("input").checked).length;
  });

  /* Panels: open one, and the others close; its buttons have numbers. */
  document.addEventListener("toggle", (event) => {
    const panel = event.target;
    if (!panel.matches?.(".panel, .keys") || !panel.open) return;
    for (const other of document.querySelectorAll(".panel[open], .keys[open]")) if (other !== panel) other.open = false;
    panel.querySelector(".choices button, .choices input")?.focus();
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const open = one(".panel[open], .keys[open]");
    if (event.key === "Escape") {
      if (open) { open.open = false; open.querySelector("summary")?.focus(); event.preventDefault(); }
      else if (typing(event.target)) event.target.blur();
      return;
    }
    if (typing(event.target)) return;
    let done = true;
    const numbered = open?.querySelector(`[data-nth="${CSS.escape(event.key)}"]`);
    if (numbered) numbered.click();
    else if (/^[0-9]$/.test(event.key) && open) done = true;
    else if (event.key === "2" && review() && !one('[data-key="2"]')) one('.decide [data-key="w"]')?.click();
    else if (event.key === "e" && review()) one("#proposal fieldset:not(:disabled) select, #proposal fieldset:not(:disabled) input:not([type=hidden])")?.focus();
    else if ((event.key === "j" || event.key === "k") && rows().length) step(event.key === "j" ? 1 : -1);
    else if (event.key === "o" && current()) current().querySelector("a.open")?.click();
    else done = false;
    if (done) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);

  if (review()) open();
})();
