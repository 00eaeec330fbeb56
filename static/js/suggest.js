/* Suggestions under a search box while one types: the combobox of the ARIA guide, with a list box that never moves the
   page. Without scripts, or when the server does not answer, the box is a plain search box. */
(() => {
  "use strict";
  const WAIT = 140, FEWEST = 2, KEPT = 60;

  for (const input of document.querySelectorAll("input[data-suggest]")) {
    const kept = new Map();
    let list, items = [], at = -1, timer = 0, request = null, typed = input.value;

    const make = () => {
      list = document.createElement("ul");
      list.id = `${input.id}-suggestions`;
      list.className = "suggestions";
      list.hidden = true;
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", input.dataset.suggestLabel);
      input.parentNode.append(list);
      input.setAttribute("role", "combobox");
      input.setAttribute("aria-autocomplete", "list");
      input.setAttribute("aria-expanded", "false");
      input.setAttribute("aria-controls", list.id);
    };

    const close = () => {
      clearTimeout(timer);
      request?.abort();
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    const span = (className, text, language) => {
      const made = document.createElement("span");
      made.className = className;
      if (language) made.lang = language;
      for (const [words, hit] of text) {
        const part = hit ? document.createElement("mark") : null;
        if (part) part.textContent = words;
        made.append(part ?? words);
      }
      return made;
    };

    const row = (item, number) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${number}`;
      option.className = "suggestion";
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(span("suggestion-text", item.runs, item.language), " ", span("suggestion-kind", [[item.kind, false]]));
      if (item.note) option.append(" ", span("suggestion-note", [[item.note, false]], item.note_language));
      return option;
    };

    const show = (found) => {
      items = found;
      at = -1;
      list.replaceChildren(...items.map(row));
      list.hidden = !items.length || document.activeElement !== input;
      input.setAttribute("aria-expanded", String(!list.hidden));
      input.removeAttribute("aria-activedescendant");
      list.scrollTop = 0;
    };

    const asked = () => input.value.normalize("NFC").replace(/[ㄱ-ㅣ]+$/, "").trim();

    const ask = async () => {
      const words = asked();
      if (words.length < FEWEST && !/[가-힣]/.test(words)) { close(); return; }
      if (kept.has(words)) { show(kept.get(words)); return; }
      request?.abort();
      const mine = (request = new AbortController());
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: mine.signal });
        if (!answer.ok) { close(); return; }
        const found = (await answer.json()).suggestions;
        if (kept.size >= KEPT) kept.clear();
        kept.set(words, found);
        if (mine === request && asked() === words) show(found);
      } catch (error) {
        if (error.name !== "AbortError") close();
      }
    };

    const soon = () => {
      clearTimeout(timer);
      typed = input.value;
      timer = setTimeout(ask, WAIT);
    };

    const choose = (number) => {
      list.children[at]?.setAttribute("aria-selected", "false");
      at = number;
      const option = list.children[at];
      if (!option) { input.removeAttribute("aria-activedescendant"); return; }
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    };

    const move = (step) => {
      if (list.hidden) { if (items.length && input.value === typed) show(items); else ask(); return; }
      const places = items.length + 1;
      choose(((at + 1 + step + places) % places) - 1);
    };

    make();
    // A Korean syllable is composed while it is typed: it is looked for at once, but its keys belong to the composer.
    input.addEventListener("input", soon);
    input.addEventListener("compositionend", soon);
    input.addEventListener("blur", close);
    input.form?.addEventListener("submit", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && !list.hidden && at >= 0) {
        event.preventDefault();
        location.assign(items[at].address);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      }
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) location.assign(items[[...list.children].indexOf(option)].address);
    });
  }
})();
