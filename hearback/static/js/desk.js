// Keyboard for those who like it. Everything here can also be done without.
(() => {
  const places = { t: "today", j: "jobs", i: "interviews", c: "candidates", p: "people" };
  const keys = document.getElementById("keys");
  let waiting = 0; // when "g" was pressed, so that a forgotten one does no harm

  const typing = (target) => target.closest("input, textarea, select, [contenteditable], dialog[open]");
  const link = (name) => document.querySelector(`.nav a[data-place="${name}"]`);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.key === "Escape") {
      for (const menu of document.querySelectorAll("details.account[open]")) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
      return;
    }
    if (typing(event.target)) return;
    if (waiting && Date.now() - waiting < 1500 && places[event.key]) {
      waiting = 0;
      const there = link(places[event.key]);
      if (there) {
        event.preventDefault();
        there.click();
      }
      return;
    }
    waiting = event.key === "g" ? Date.now() : 0;
    if (event.key === "/") {
      const search = document.getElementById("search");
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    }
    if (event.key === "?" && keys) {
      event.preventDefault();
      keys.showModal();
    }
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens).showModal();
    for (const menu of document.querySelectorAll("details.account[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  for (const button of document.querySelectorAll("[data-opens], [data-ticks]")) button.hidden = false;

  // Everybody of a column at once, or nobody.
  document.addEventListener("click", (event) => {
    const all = event.target.closest("[data-ticks]");
    if (!all) return;
    const ticks = [...all.closest("section").querySelectorAll("input[form=many]")];
    const some = ticks.some((tick) => !tick.checked);
    for (const tick of ticks) tick.checked = some;
  });

  // What is found while one types lies below the search: arrows go through it, Escape and a click elsewhere fold it.
  const search = document.getElementById("search");
  const suggested = document.getElementById("suggested");
  search?.closest("form").addEventListener("keydown", (event) => {
    const stops = [search, ...suggested.querySelectorAll("a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && stops.length > 1) {
      event.preventDefault();
      stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
    }
    if (event.key === "Escape" && suggested.firstElementChild) {
      event.preventDefault();
      suggested.replaceChildren();
      search.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (suggested && !event.target.closest(".search")) suggested.replaceChildren();
  });

  // On a phone the bar may be wider than the screen: show where one is.
  const bar = document.querySelector(".nav");
  const here = bar?.querySelector("[aria-current]");
  if (here) bar.scrollLeft = here.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2;

  // The sentence that refuses is read first.
  document.querySelector(".summary-of-errors")?.focus();

  // What was typed, or put back by the browser, before htmx was listening counts as well.
  const altered = (one) => {
    if (one.type === "hidden" || one.type === "file") return false;
    if (one.type === "checkbox" || one.type === "radio") return one.checked !== one.defaultChecked;
    if (one.options) return [...one.options].some((o) => o.defaultSelected) && !one.selectedOptions[0]?.defaultSelected;
    return "defaultValue" in one && one.value !== one.defaultValue;
  };
  document.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) return;
    const forms = new Set([...document.querySelectorAll("[hx-trigger*='change']")].map((one) => one.closest("form")));
    for (const form of forms) {
      for (const one of form ? [...form.elements].filter(altered) : []) {
        one.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }
  });

  // A 422 brings the form back with its sentence, a 409 says who was faster: both are pages to show.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if ([409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
})();
