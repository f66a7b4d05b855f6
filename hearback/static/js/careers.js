// The form works without this: it saves more often, hides questions that are not asked, and sends a résumé at once.
(() => {
  const form = document.getElementById("application");
  if (!form) return;
  document.documentElement.classList.add("has-scripts");

  // A question that hangs on an answer shows once that answer is given; what hangs on a hidden one hides too.
  const answerTo = (name) => {
    const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    const one = fields[0];
    if (!one || one.closest(".question")?.hidden) return null;
    return one.type === "radio" ? (fields.find((field) => field.checked)?.value ?? "") : one.value;
  };
  const questions = [...form.querySelectorAll(".question[data-after]")];
  const sort = () => {
    for (const question of questions) question.hidden = answerTo(question.dataset.after) !== question.dataset.if;
  };
  form.addEventListener("change", sort);
  sort();

  // A file that is too large is said so before it travels.
  form.addEventListener(
    "change",
    (event) => {
      const input = event.target;
      if (input.type !== "file" || !input.files[0] || input.files[0].size <= Number(input.dataset.limit)) return;
      event.stopImmediatePropagation();
      const most = Math.floor(Number(input.dataset.limit) / 1048576);
      document.getElementById("id_resume_error")?.remove();
      const sentence = document.createElement("p");
      sentence.id = "id_resume_error";
      sentence.className = "field-error";
      sentence.setAttribute("role", "alert");
      sentence.textContent = `That is more than we can take: a file may have ${most} MB. Save it smaller, and add it again.`;
      input.value = "";
      input.closest(".field").append(sentence);
    },
    true,
  );

  // What has been typed meanwhile wins over what was read.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const typed = event.detail.target.querySelector?.("input:not([type=hidden]), textarea");
    if (typed && typed.value.trim()) event.detail.shouldSwap = false;
  });

  // A 422 brings a part back with its sentence, a 409 says that another window was faster: both are shown.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if ([409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  // A line that is down is said; the next word tries again.
  for (const trouble of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(trouble, () => {
      const saved = document.getElementById("saved");
      if (saved) saved.textContent = "Not saved just now. Go on: it is tried again with your next word.";
    });
  }

  document.querySelector(".summary-of-errors")?.focus();
})();
