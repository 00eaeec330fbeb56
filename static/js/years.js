/* The histogram of years as a control: a press takes one year, drawing across takes several, Shift extends; by keyboard
   the arrows move, Enter takes, Shift with an arrow extends. The form around it does the asking. */
(() => {
  "use strict";
  const finder = document.getElementById("finder");
  if (!finder?.classList.contains("is-live")) return;
  const form = finder.querySelector("form");
  let from = null, to = null, drawn = false;

  const bars = () => [...finder.querySelectorAll(".bars a")];
  const barOf = (node) => node instanceof Element ? node.closest(".bars a") : null;

  const say = (text) => { finder.querySelector(".bars-said").textContent = text; };
  const ends = () => {
    const all = bars(), places = [all.indexOf(from), all.indexOf(to)].sort((a, b) => a - b);
    return { all, first: places[0], last: places[1] };
  };
  const words = ({ all, first, last }) => {
    const [start, end] = [all[first].dataset, all[last].dataset];
    return first === last && start.first ? start.first : `${start.first}–${end.last}`;
  };

  const draw = () => {
    const { all, first, last } = ends();
    all.forEach((bar, place) => bar.classList.toggle("is-drawn", place >= first && place <= last));
    say(words({ all, first, last }));
  };
  const clear = () => {
    bars().forEach((bar) => bar.classList.remove("is-drawn"));
    say("");
    drawn = false;
  };

  const take = () => {
    const { all, first, last } = ends();
    form.querySelectorAll("[name=year]").forEach((each) => { each.checked = false; });
    form.querySelector("[name=year_from]").value = all[first].dataset.first;
    form.querySelector("[name=year_to]").value = last === all.length - 1 ? "" : all[last].dataset.last;
    form.requestSubmit();
    from.focus({ preventScroll: true });
  };

  const rove = (bar) => {
    bars().forEach((each) => { each.tabIndex = each === bar ? 0 : -1; });
    bar.focus({ preventScroll: true });
  };

  finder.addEventListener("dragstart", (event) => { if (barOf(event.target)) event.preventDefault(); });
  finder.addEventListener("pointerdown", (event) => {
    const bar = barOf(event.target);
    if (!bar || event.button) return;
    if (event.shiftKey) { from ??= bars().find((each) => each.classList.contains("is-on")) ?? bar; }
    else from = bar;
    to = bar;
    const move = (next) => {
      const over = barOf(document.elementFromPoint(next.clientX, bar.getBoundingClientRect().bottom - 2));
      if (over && over !== to) { to = over; drawn = true; draw(); }
    };
    const end = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointercancel", end);
    };
    addEventListener("pointermove", move);
    addEventListener("pointercancel", () => { end(); clear(); }, { once: true });
    addEventListener("pointerup", () => { end(); if (drawn) take(); setTimeout(clear); }, { once: true });
  });
  // Before the list's own handler of links: a range is no click on the bar it ended on.
  finder.addEventListener("click", (event) => {
    const bar = barOf(event.target);
    if (!bar) return;
    if (drawn && from !== to) { event.preventDefault(); return; }
    if (event.shiftKey && from && from !== bar) { event.preventDefault(); to = bar; take(); return; }
    from = bar;
  }, { capture: true });

  finder.addEventListener("keydown", (event) => {
    const bar = barOf(event.target);
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -Infinity, End: Infinity }[event.key];
    if (!bar || step === undefined) {
      if (bar && event.key === "Enter" && drawn && from !== to) { event.preventDefault(); to = bar; take(); clear(); }
      else if (bar && event.key === "Escape") clear();
      return;
    }
    event.preventDefault();
    const all = bars();
    const next = all[Math.min(Math.max(all.indexOf(bar) + step, 0), all.length - 1)];
    if (event.shiftKey) {
      if (!drawn) from = bar;
      to = next;
      drawn = true;
      draw();
    } else clear();
    rove(next);
    if (!event.shiftKey) say(next.title);
  });
  finder.addEventListener("pointerover", (event) => { const bar = barOf(event.target); if (bar && !drawn) say(bar.title); });
  finder.addEventListener("pointerout", (event) => { if (barOf(event.target) && !drawn) say(""); });
})();
