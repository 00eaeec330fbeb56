// What a browser alone can tell of a page, put into it by the audit. Each gives the elements at fault.
window.audit = (() => {
  const shown = element => element.outerHTML.slice(0, 160).replace(/\s+/g, " ");
  const visible = element => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const root = document.documentElement;

  function openAll() {
    document.querySelectorAll("details").forEach(details => { details.open = true; });
  }

  // What sticks to an edge of the screen covers something in any one view, and can be scrolled from over it.
  function unstick() {
    const sticky = [...document.body.querySelectorAll("*")].filter(each => getComputedStyle(each).position === "sticky");
    sticky.forEach(element => { element.style.position = "static"; });
    return () => sticky.forEach(element => { element.style.position = ""; });
  }

  function enlarge() {
    root.style.fontSize = "200%";
  }

  // What stands out of the page, where the page as a whole can be scrolled sideways.
  function tooWide() {
    if (root.scrollWidth <= root.clientWidth) return [];
    const out = [...document.body.querySelectorAll("*")].filter(
      element => visible(element) && element.getBoundingClientRect().right > root.clientWidth + 1);
    return [`${root.scrollWidth} of ${root.clientWidth}: ${out.length ? shown(out[out.length - 1]) : "?"}`];
  }

  const LOOK = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderColor", "backgroundColor"];
  const DRAWN = ["stroke", "strokeWidth"];
  // Of a mark of a chart it is the shape inside that is ringed.
  const look = element => {
    const style = getComputedStyle(element);
    const inside = element.firstElementChild && getComputedStyle(element.firstElementChild);
    return [...LOOK.map(name => style[name]), ...(inside ? DRAWN.map(name => inside[name]) : [])].join("|");
  };

  // What can be reached by keyboard but does not change when it is, or lies under something else.
  function unseenFocus() {
    const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]");
    const stops = [...all].filter(element => element.tabIndex >= 0 && !element.disabled && visible(element));
    document.activeElement?.blur();
    const faults = stops.filter(element => {
      const before = look(element);
      element.focus();
      return look(element) === before || under(element);
    });
    document.activeElement?.blur();
    return faults.map(shown);
  }

  function under(element) {
    return [...element.getClientRects()].every(box => {
      const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return !hit || !(element.contains(hit) || hit.contains(element) || hit.closest("label")?.control === element);
    });
  }

  // Nothing may move by itself once a reader has asked for less motion.
  function moving() {
    const running = document.getAnimations().map(each => each.effect.target).filter(Boolean);
    const smooth = [root, document.body].filter(element => getComputedStyle(element).scrollBehavior === "smooth");
    return [...running, ...smooth].map(shown);
  }

  // On paper nothing can be pressed.
  function controlsOnPaper() {
    const controls = document.querySelectorAll("nav, button, input:not([type=hidden]), select, .button");
    return [...controls].filter(visible).map(shown);
  }

  // Evidence is what makes a print worth keeping: a closed quotation is printed too.
  function hiddenOnPaper() {
    const evidence = [...document.querySelectorAll(".evidence blockquote, .evidence .quote")];
    const isSeen = element => element.getBoundingClientRect().height >= 1;
    const printed = new Set(evidence.filter(isSeen).map(element => element.textContent)); // once is enough on paper
    return evidence.filter(element => !isSeen(element) && !printed.has(element.textContent)).map(shown);
  }

  return { openAll, unstick, enlarge, tooWide, unseenFocus, moving, controlsOnPaper, hiddenOnPaper };
})();
