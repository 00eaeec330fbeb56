/* Draws the tables of a page: what a picture shows, and where each of its marks leads, stands in its table already.
   Without this script the tables stay open and whole. */
(() => {
  "use strict";
  const Plot = window.Plot;
  if (!Plot) return;
  const XLINK = "http://www.w3.org/1999/xlink";
  const NARROW = 640, EARLY = "early", STEPS = [0.13, 0.3, 0.46, 0.86];

  const read = (table) => {
    const inner = (row) => [...row.cells].slice(1, -1);
    const named = (element, text) => ({ code: element.dataset.code, short: element.dataset.short, text });
    const columns = inner(table.tHead.rows[0]).map((cell) => named(cell, cell.textContent.trim()));
    const rows = [...table.tBodies[0].rows].map((row) => ({
      ...named(row, row.cells[0].textContent.trim()),
      count: Number(row.cells[row.cells.length - 1].textContent),
    }));
    const marks = [...table.tBodies[0].rows].flatMap((row, r) => inner(row).flatMap((cell, c) => {
      const link = cell.querySelector("a");
      if (!link) return [];
      const count = Number(link.textContent);
      const label = `${rows[r].text} · ${columns[c].text}: ${count}`;
      return [{ row: rows[r].code, column: columns[c].code, count, href: link.getAttribute("href"), label }];
    }));
    return { columns, rows, marks };
  };

  const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  const linked = { href: "href", ariaLabel: "label", title: "label" };
  const base = (width, height) => ({ className: "plot", width, height });

  /* Every year between the first and the last, so that a silence shows as one. */
  const years = (rows) => {
    const known = rows.map((row) => row.code), single = known.filter((code) => code !== EARLY).map(Number);
    const first = Math.min(...single), last = Math.max(...single), all = [];
    for (let year = first; year <= last; year += 1) all.push(String(year));
    return known.includes(EARLY) ? [EARLY, ...all] : all;
  };
  /* Whole years where there is room for them, else two digits, else those of every second or fifth year, the last among
     them; never one that would run into the words for all earlier years. */
  const yearName = (rows, room) => {
    const early = rows.find((row) => row.code === EARLY), all = years(rows);
    const step = room < 12 ? 5 : room < 26 ? 2 : 1;
    return (code) => {
      if (code === EARLY) return early.short;
      if (room >= 34) return code;
      const place = all.indexOf(code), isHidden = (all.length - 1 - place) % step || (early && place === 1);
      return isHidden ? "" : `’${code.slice(2)}`;
    };
  };
  const colour = (columns) => ({
    type: "ordinal",
    domain: columns.map((column) => column.code),
    range: columns.map((column, number) => `var(--part-${column.code}, var(--chart-${number % 8 + 1}))`),
  });

  const bars = ({ columns, rows, marks }, width) => {
    const domain = years(rows), lies = width < NARROW;
    const room = (width - 40) / domain.length;
    const named = yearName(rows, lies ? 99 : room);
    const edge = { stroke: "var(--paper)", strokeWidth: 1 };
    if (lies) {
      return Plot.plot({
        ...base(width, domain.length * 22 + 12), marginLeft: 48, marginRight: 34, marginTop: 4, marginBottom: 8,
        x: { axis: null }, y: { type: "band", domain, reverse: false, padding: 0.22 }, color: colour(columns),
        marks: [
          Plot.axisY({ tickFormat: named, tickSize: 0, label: null }),
          Plot.barX(marks, { x: "count", y: "row", fill: "column", ...edge, ...linked }),
          Plot.text(rows, { x: "count", y: "code", text: "count", textAnchor: "start", dx: 6 }),
        ],
      });
    }
    return Plot.plot({
      ...base(width, 340), marginLeft: 34, marginRight: 4, marginTop: 22, marginBottom: 28,
      x: { type: "band", domain, padding: 0.16 }, y: { nice: true }, color: colour(columns),
      marks: [
        Plot.gridY({ ticks: 5, stroke: "var(--line)", strokeOpacity: 1 }),
        Plot.axisY({ ticks: 5, tickSize: 0, label: null, tickFormat: (count) => (Number.isInteger(count) ? count : "") }),
        Plot.axisX({ tickFormat: named, tickSize: 0, label: null }),
        Plot.barY(marks, { x: "row", y: "count", fill: "column", ...edge, ...linked }),
        Plot.text(rows, { x: "code", y: "count", text: "count", dy: -9 }),
        Plot.ruleY([0], { stroke: "var(--line-strong)" }),
      ],
    });
  };

  /* Four depths of one colour, each with a figure that can be read on it. */
  const shaded = (marks, x, y) => {
    const most = Math.max(...marks.map((mark) => mark.count));
    const step = (mark) => Math.min(3, Math.floor(Math.sqrt(mark.count / most) * 4 - 0.001));
    return [
      Plot.cell(marks, {
        x, y, fill: "var(--accent)", fillOpacity: (mark) => STEPS[step(mark)], inset: 1, rx: 2, ...linked,
      }),
      Plot.text(marks.filter((mark) => step(mark) < 3), { x, y, text: "count", fill: "var(--ink)" }),
      Plot.text(marks.filter((mark) => step(mark) === 3), { x, y, text: "count", fill: "var(--on-accent)" }),
    ];
  };

  const named = (lines, most, isShort) => {
    const names = new Map(lines.map((line) => [line.code, cut(isShort ? line.short : line.text, most)]));
    return (code) => names.get(code);
  };
  const longest = (lines, name) => Math.max(...lines.map((line) => [...name(line.code)]
    .reduce((length, letter) => length + (letter > "\u1100" ? 1.7 : 1), 0)));

  const heat = ({ columns, rows, marks }, width) => {
    const domain = years(rows), codes = columns.map((column) => column.code);
    if (width < NARROW) {
      const name = named(columns, 26, true), top = longest(columns, name) * 5 + 16;
      return Plot.plot({
        ...base(width, top + domain.length * 24), marginLeft: 48, marginRight: 44, marginTop: top, marginBottom: 4,
        x: { type: "band", domain: codes }, y: { type: "band", domain }, opacity: { type: "identity" },
        marks: [
          Plot.axisX({ anchor: "top", tickFormat: name, tickRotate: -50, textAnchor: "start", tickSize: 0, label: null }),
          Plot.axisY({ tickFormat: yearName(rows, 99), tickSize: 0, label: null }),
          ...shaded(marks, "column", "row"),
        ],
      });
    }
    const name = named(columns, 32, false), left = longest(columns, name) * 7.2 + 10;
    return Plot.plot({
      ...base(width, columns.length * 34 + 30), marginLeft: left, marginRight: 0, marginTop: 4, marginBottom: 26,
      x: { type: "band", domain }, y: { type: "band", domain: codes }, opacity: { type: "identity" },
      marks: [
        Plot.axisX({ tickFormat: yearName(rows, (width - left) / domain.length), tickSize: 0, label: null }),
        Plot.axisY({ tickFormat: name, tickSize: 0, label: null }),
        ...shaded(marks, "row", "column"),
      ],
    });
  };

  const matrix = ({ columns, rows, marks }, width) => {
    const isNarrow = width < NARROW;
    const above = named(columns, isNarrow ? 16 : 30, true), beside = named(rows, isNarrow ? 16 : 46, isNarrow);
    const top = longest(columns, above) * 5.2 + 18, left = longest(rows, beside) * 7.4 + 12;
    const room = Math.min(64, (width - left - 60) / columns.length);
    return Plot.plot({
      ...base(left + room * columns.length + 60, top + rows.length * 32), marginLeft: left, marginRight: 60,
      marginTop: top, marginBottom: 4,
      x: { type: "band", domain: columns.map((column) => column.code) },
      y: { type: "band", domain: rows.map((row) => row.code) }, opacity: { type: "identity" },
      marks: [
        Plot.axisX({ anchor: "top", tickFormat: above, tickRotate: -45, textAnchor: "start", tickSize: 0, label: null }),
        Plot.axisY({ tickFormat: beside, tickSize: 0, label: null }),
        Plot.cell(rows.flatMap((row) => columns.map((column) => ({ row: row.code, column: column.code }))), {
          x: "column", y: "row", fill: "var(--sunken)", inset: 1, rx: 2,
        }),
        ...shaded(marks, "column", "row"),
      ],
    });
  };

  const strips = ({ columns, rows, marks }, width) => {
    const name = named(rows, Math.floor(width / 8.4), false);
    return Plot.plot({
      ...base(width, rows.length * 46), marginLeft: 0, marginRight: 34, marginTop: 0, marginBottom: 0,
      x: { axis: null }, y: { type: "band", axis: null, domain: rows.map((row) => row.code), padding: 0 },
      color: colour(columns),
      marks: [
        Plot.text(rows, { y: "code", text: (row) => name(row.code), frameAnchor: "left", textAnchor: "start", dy: -9 }),
        Plot.barX(marks, {
          x: "count", y: "row", fill: "column", insetTop: 23, insetBottom: 7, stroke: "var(--paper)", strokeWidth: 1, ...linked,
        }),
        Plot.text(rows, { x: "count", y: "code", text: "count", textAnchor: "start", dx: 6, dy: 8 }),
      ],
    });
  };

  /* The timeline's own list: a dot for each entry that has a year, the oldest first. */
  const readList = (list) => {
    const marks = [...list.querySelectorAll(".year[data-year]")].reverse().flatMap((year) => {
      const dots = [...year.querySelectorAll(".entry")].map((entry) => {
        const link = entry.querySelector("a"), time = entry.querySelector("time");
        const occasion = entry.closest(".stretch-of")?.querySelector("h3 a").textContent ?? "";
        const words = [time.textContent, link.textContent, entry.querySelector("small").textContent, occasion];
        return {
          year: Number(year.dataset.year), day: time.dateTime, part: entry.dataset.part, occasion,
          href: link.getAttribute("href"), label: words.filter(Boolean).join(" · "),
        };
      });
      return dots.sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
    });
    return { marks };
  };

  /* One column a year, or on a narrow screen one row; years long ago share the first. */
  const chronicle = ({ marks }, width) => {
    const PITCH = 11, MOST_YEARS = 25, lies = width < NARROW;
    const last = marks[marks.length - 1].year, first = Math.max(marks[0].year, last - MOST_YEARS + 1);
    const isEarly = marks[0].year < first;
    const slots = Array.from({ length: last - first + 1 + (isEarly ? 1 : 0) }, (_none, number) => ({
      year: first + number - (isEarly ? 1 : 0), name: `${isEarly && !number ? "–" : ""}${first + number - (isEarly ? 1 : 0)}`, dots: [],
    }));
    for (const mark of marks) slots[Math.max(0, mark.year - slots[0].year)].dots.push(mark);
    const span = lies ? width - 52 : Math.min(160, (width - 8) / slots.length);
    const across = Math.max(1, Math.floor((span - (lies ? 0 : 6)) / PITCH));
    const lines = (slot) => Math.max(1, Math.ceil(slot.dots.length / across));
    const tallest = Math.max(...slots.map(lines)), named = [], dots = [];
    const height = lies ? slots.reduce((sum, slot) => sum + lines(slot) * PITCH + 9, 8) : tallest * PITCH + 34;
    let top = 8;
    slots.forEach((slot, number) => {
      const left = lies ? 52 : 4 + number * span, floor = height - 28;
      slot.dots.forEach((dot, place) => {
        const x = left + (place % across + 0.5) * PITCH, line = Math.floor(place / across) + 0.5;
        dots.push({ ...dot, x, y: lies ? top + line * PITCH : floor - line * PITCH });
      });
      named.push(lies
        ? { x: 0, y: top + PITCH / 2, name: slot.name }
        : { x: left, y: floor + 14, name: span >= 34 || !number ? slot.name : isEarly && number === 1 ? "" : `’${slot.name.slice(-2)}` });
      if (lies) top += lines(slot) * PITCH + 9;
    });
    const identity = { type: "identity", axis: null };
    return Plot.plot({
      ...base(lies ? width : Math.min(width, 8 + span * slots.length), height), margin: 0, x: identity, y: identity, color: { type: "identity" },
      marks: [
        Plot.text(named, { x: "x", y: "y", text: "name", textAnchor: "start" }),
        Plot.dot(dots, {
          x: "x", y: "y", r: 4.5, fill: (dot) => `var(--part-${dot.part})`,
          stroke: (dot) => (dot.occasion ? "var(--ink)" : "none"), strokeWidth: 1.25, ...linked,
        }),
      ],
    });
  };

  const SHAPES = { bars, heat, matrix, strips, chronicle };

  /* One stop for the tabulator; arrows move from mark to mark. What is no link is for the eye: the table has it in words. */
  const reach = (svg, picture) => {
    const links = [...svg.querySelectorAll("a")];
    for (const group of svg.children) if (!group.querySelector("a")) group.setAttribute("aria-hidden", "true");
    links.forEach((link, number) => {
      const shape = link.firstElementChild;
      const address = link.getAttributeNS(XLINK, "href") ?? link.getAttribute("href");
      link.removeAttributeNS(XLINK, "href");
      link.setAttribute("href", address);
      link.removeAttribute("target");
      link.setAttribute("aria-label", shape.getAttribute("aria-label"));
      shape.removeAttribute("aria-label");
      link.setAttribute("tabindex", number ? "-1" : "0");
    });
    svg.addEventListener("keydown", (event) => {
      const at = links.indexOf(event.target.closest("a"));
      const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 };
      const to = links[next[event.key]];
      if (at < 0 || !(event.key in next) || !to) return;
      event.preventDefault();
      links[at].setAttribute("tabindex", "-1");
      to.setAttribute("tabindex", "0");
      to.focus();
    });
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", picture.closest("section").querySelector("h2").textContent.trim());
    svg.setAttribute("aria-description", picture.dataset.hint);
  };

  const draw = (picture, figures) => {
    const width = Math.floor(picture.clientWidth);
    if (!width || picture.dataset.width === String(width)) return;
    picture.dataset.width = String(width);
    const svg = SHAPES[picture.dataset.chart](figures, width);
    reach(svg, picture);
    picture.replaceChildren(svg);
  };

  for (const picture of document.querySelectorAll("[data-chart]")) {
    const section = picture.closest("section"), written = document.getElementById(picture.dataset.table);
    const figures = (picture.dataset.chart === "chronicle" ? readList : read)(written);
    if (!figures.marks.length) continue;
    picture.hidden = false;
    const key = section.querySelector(".chart-key");
    if (key) key.hidden = false;
    for (const part of section.querySelectorAll(".chart-key [hidden]")) part.hidden = false;
    draw(picture, figures);
    const table = section.querySelector("details");
    if (table) table.open = false;
    new ResizeObserver(() => requestAnimationFrame(() => draw(picture, figures))).observe(picture);
  }
})();
