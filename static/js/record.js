/* A record's page: Esc closes what a source mark opened, and citations can be copied. Without scripts nothing is lost:
   marks open and close by themselves, and a citation is selected by one click. */
(() => {
  "use strict";

  let last = null;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    const open = event.target.closest?.("details[open]:not(.cite)") || last;
    if (!open?.open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  document.addEventListener("toggle", (event) => {
    if (event.target.matches("details.evidence")) last = event.target.open ? event.target : null;
  }, true);

  for (const cites of document.querySelectorAll(".cites")) {
    if (!navigator.clipboard) break;
    for (const cite of cites.querySelectorAll(".cite")) {
      const text = cite.querySelector(".cite-text");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "cite-copy";
      button.setAttribute("aria-live", "polite");
      button.setAttribute("aria-describedby", text.id);
      button.textContent = cites.dataset.copy;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(text.textContent);
        button.textContent = cites.dataset.copied;
        setTimeout(() => { button.textContent = cites.dataset.copy; }, 2000);
      });
      cite.append(button);
    }
  }
})();
