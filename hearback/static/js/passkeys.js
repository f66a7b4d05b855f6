// Passkeys: the browser's authenticator is asked, and its answer goes into the form. Needs webauthn-json.js beside it.
(() => {
  const webauthn = window.webauthnJSON;
  if (!webauthn || !window.PublicKeyCredential) return;

  const options = async (form) => {
    if (form.dataset.passkey !== "sign-in") return JSON.parse(form.dataset.options);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no options");
    return answer.json();
  };

  // “It signs me in by itself” needs a key that the device keeps, and that asks who is there.
  const asChosen = (wanted, form) => {
    const alone = form.elements.passwordless?.checked ?? false;
    const how = wanted.publicKey.authenticatorSelection;
    how.residentKey = alone ? "required" : "discouraged";
    how.requireResidentKey = alone;
    if (alone) how.userVerification = "required";
    return wanted;
  };

  const words = (problem) =>
    problem.name === "InvalidStateError"
      ? "This device has a passkey for you already."
      : "Your device gave no passkey. Try again, or come in another way.";

  const ask = async (form) => {
    const wanted = await options(form);
    if (form.dataset.passkey === "create") return webauthn.create(asChosen(wanted.creation_options, form));
    return webauthn.get(wanted.request_options);
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    const trouble = form.querySelector("[data-passkey-trouble]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      trouble.hidden = true;
      try {
        form.elements.credential.value = JSON.stringify(await ask(form));
        form.submit();
      } catch (problem) {
        trouble.textContent = words(problem);
        trouble.hidden = false;
      }
    });
  }
})();
