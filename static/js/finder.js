/* The list without page loads: a choice, a chip, an order, a page or words ask for what changes (htmx), which is laid
   over what is shown so that focus, opened filters and scroll stay. Every address is one that the server answers as a
   page; without scripts, or when one fails, links and the form lead there. */
(() => {
  "use strict";
  const finder = document.getElementById("finder");
  if (!finder || !window.htmx) return;
  const SLOW = 2500, WAIT = 250;
  const form = finder.querySelector("form");
  const filters = document.getElementById("filters");
  const said = document.getElementById("said");
  const list = new URL(form.action).pathname;
  let query = location.search, wanted = null, slow = 0, soon = 0;

  /* Laying new over old. */
  const value = (node) => node.nodeName === "LI" ? node.querySelector(":scope > label > input")?.value : undefined;
  const alike = (old, fresh) => old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName &&
    old.id === fresh.id && old.dataset?.facet === fresh.dataset?.facet && value(old) === value(fresh);
  const keeps = (node, name) => (name === "open" && node.nodeName === "DETAILS") || name === "hidden" ||
    (node === filters && name === "class") || (node === finder && /^(class|aria-busy)$/.test(name)) ||
    (node.classList.contains("finder-open") && /^(role|aria-expanded)$/.test(name)) ||
    (node.classList.contains("facet") && name === "class");

  const attributes = (old, fresh) => {
    for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && !keeps(old, name)) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value && !keeps(old, name)) old.setAttribute(name, value);
  };

  const patch = (old, fresh) => {
    if (!alike(old, fresh)) { old.replaceWith(fresh); return; }
    if (old.nodeType !== Node.ELEMENT_NODE) { if (old.data !== fresh.data) old.data = fresh.data; return; }
    if (old.hasAttribute("data-kept")) return;
    attributes(old, fresh);
    if (old.nodeName === "INPUT") {
      old.checked = fresh.checked;
      if (old.name && old.type !== "checkbox") old.value = fresh.value;
      return;
    }
    const before = [...old.childNodes], after = [...fresh.childNodes];
    after.forEach((node, place) => before[place] ? patch(before[place], node) : old.append(node));
    before.slice(after.length).forEach((node) => node.remove());
  };

  const words = (fresh) => {
    for (const name of ["q", "sort"]) {
      const [held, given] = [finder, fresh].map((root) => root.querySelector(`[data-kept] [name=${name}]`));
      if (held && given && document.activeElement !== held) held.value = given.value;
    }
  };

  htmx.defineExtension("patch", {
    isInlineSwap: (style) => style === "patch",
    handleSwap: (style, target, fragment) => {
      const fresh = fragment.querySelector("#finder");
      if (style !== "patch" || !fresh) return false;
      words(fresh);
      patch(target, fresh);
      return [target];
    },
  });

  /* Asking. */
  const trouble = (kind) => {
    const notice = finder.querySelector(".trouble");
    notice.querySelector(".trouble-slow").hidden = kind !== "slow";
    notice.querySelector(".trouble-failed").hidden = kind !== "failed";
    if (wanted) notice.querySelector("a").href = list + wanted.query;
    notice.hidden = !kind;
  };

  const entry = () => ({ ...history.state, y: Math.round(scrollY) });

  const ask = (search, options = {}) => {
    clearTimeout(soon);
    clearTimeout(slow);
    wanted = { query: search, ...options };
    slow = setTimeout(() => trouble("slow"), SLOW);
    finder.setAttribute("aria-busy", "true");
    htmx.ajax("GET", finder.dataset.update + search, { source: finder, target: finder, swap: "patch" }).catch(() => {});
  };

  const asked = () => {
    const pairs = [...new FormData(form)].filter(([name, given]) => given !== "" && (name !== "sort" || sorted()));
    const search = new URLSearchParams(pairs).toString();
    return search ? `?${search}` : "";
  };
  const sorted = () => new URLSearchParams(query).has("sort");

  const done = () => {
    clearTimeout(slow);
    finder.removeAttribute("aria-busy");
  };

  const focusAgain = (name, given) => {
    const active = document.activeElement;
    if (active && active !== document.body && active.isConnected) return;
    const same = name ? [...finder.querySelectorAll(`[name="${name}"]`)].find((each) => each.value === given) : null;
    (same ?? document.getElementById("results-title")).focus({ preventScroll: true });
  };

  let held = {};
  finder.addEventListener("htmx:beforeSwap", () => {
    const active = document.activeElement;
    held = finder.contains(active) ? { inside: true, name: active.name, value: active.value } : {};
  });

  finder.addEventListener("htmx:afterSwap", () => {
    done();
    trouble("");
    const { back, y, top } = wanted ?? {};
    const address = finder.dataset.address || list + wanted.query;
    if (!back && address !== location.pathname + location.search) {
      history.replaceState(entry(), "");
      history.pushState({ y: scrollY }, "", address);
    }
    query = location.search;
    const canonical = document.querySelector("link[rel=canonical]");
    if (canonical) canonical.href = new URL(address, canonical.href).href;
    document.querySelectorAll(".facet-find input").forEach(narrow);
    if (held.inside) focusAgain(held.name, held.value);
    if (top) {
      document.getElementById("results-title").focus({ preventScroll: true });
      document.getElementById("results").scrollIntoView({ block: "start" });
    }
    if (back && y !== undefined) scrollTo({ top: y, behavior: "instant" });
    const count = document.getElementById("results-title").textContent.trim();
    said.textContent = said.textContent === count ? `${count}\u00a0` : count;
    finder.dispatchEvent(new CustomEvent("finder:shown"));
  });

  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    finder.addEventListener(failure, () => { done(); trouble("failed"); });
  }

  /* What a reader does. */
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(asked());
  });

  form.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.name || input.name === "q") return;
    if (input.name === "year_from" || input.name === "year_to") {
      form.querySelectorAll("[name=year]").forEach((each) => { each.checked = false; });
    }
    clearTimeout(soon);
    soon = setTimeout(() => ask(asked()), input.type === "checkbox" ? WAIT : 0);
  });

  form.addEventListener("search", (event) => { if (event.target.name === "q" && !event.target.value) ask(asked()); });

  finder.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.closest(".trouble")) return;
    const to = new URL(link.href);
    if (to.origin !== location.origin || to.pathname !== list || to.hash) return;
    event.preventDefault();
    ask(to.search, { top: Boolean(link.closest(".pages")) });
  });

  addEventListener("popstate", (event) => {
    if (location.pathname !== list || location.search === query) return;
    ask(location.search, { back: true, y: event.state?.y });
  });

  let scrolled = 0;
  addEventListener("scroll", () => {
    clearTimeout(scrolled);
    scrolled = setTimeout(() => { if (!finder.hasAttribute("aria-busy")) history.replaceState(entry(), ""); }, 200);
  }, { passive: true });

  /* The filters on a narrow screen: a button opens them, "show n results" or Escape closes them. */
  const opener = () => filters.querySelector(".finder-open");
  const open = (state) => {
    filters.classList.toggle("is-open", state);
    opener().setAttribute("aria-expanded", String(state));
  };
  filters.addEventListener("click", (event) => {
    if (event.target.closest(".finder-open")) {
      event.preventDefault();
      open(!filters.classList.contains("is-open"));
    } else if (event.target.closest(".finder-close")) {
      event.preventDefault();
      open(false);
      document.getElementById("results").scrollIntoView({ block: "start" });
      document.getElementById("results-title").focus({ preventScroll: true });
    }
  });
  filters.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.closest(".finder-open")) { event.preventDefault(); event.target.click(); }
    if (event.key === "Escape" && filters.classList.contains("is-open")) { open(false); opener().focus(); }
  });

  /* A long filter is narrowed down by typing; what lies deeper opens as far as it fits. */
  const plain = (text) => text.normalize("NFC").toLocaleLowerCase();
  const fit = (item, sought, above) => {
    const own = above || plain(item.querySelector(":scope > label > span").textContent).includes(sought);
    const below = [...item.querySelectorAll(":scope > details > ul > li")].map((each) => fit(each, sought, own && Boolean(sought)));
    const some = below.includes(true);
    item.hidden = !own && !some;
    if (sought && some && !own) item.querySelector(":scope > details").open = true;
    return !item.hidden;
  };
  const narrow = (input) => {
    const facet = input.closest(".facet"), sought = plain(input.value.trim());
    const lists = [...facet.querySelectorAll("fieldset > ul, fieldset > .more > ul")];
    const found = lists.flatMap((each) => [...each.children].map((item) => fit(item, sought, false)));
    facet.classList.toggle("is-narrowed", Boolean(sought));
    const more = facet.querySelector("fieldset > .more");
    if (more && sought) more.open = true;
    facet.querySelector(".facet-find-none").hidden = found.includes(true);
  };
  form.addEventListener("input", (event) => { if (event.target.closest(".facet-find")) narrow(event.target); });
  form.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.closest(".facet-find")) event.preventDefault(); });

  opener().setAttribute("role", "button");
  open(location.hash === "#filters");
  finder.classList.add("is-live");
  document.querySelectorAll(".facet-find").forEach((each) => { each.hidden = false; });
})();
