// Passkeys: asks the browser to make or to use one, and sends what it answers with the form.
// The form tells what to do in data-passkey: "make", "prove" (a second step) or "log-in" (a passkey alone).
// Without passkeys in the browser the forms stay hidden and the other ways remain.

const able = Boolean(window.PublicKeyCredential && navigator.credentials);

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function known(list) {
  return (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
}

function forMaking({ publicKey: asked }) {
  const user = { ...asked.user, id: bytes(asked.user.id) };
  return { ...asked, user, challenge: bytes(asked.challenge), excludeCredentials: known(asked.excludeCredentials) };
}

function forUsing({ publicKey: asked }) {
  return { ...asked, challenge: bytes(asked.challenge), allowCredentials: known(asked.allowCredentials) };
}

function asText(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

function send(form, credential) {
  form.elements.credential.value = asText(credential);
  form.submit();
}

async function asked(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()).request_options;
}

async function run(form, further = {}) {
  const options = await asked(form);
  if (form.dataset.passkey === "make") return navigator.credentials.create({ publicKey: forMaking(options), ...further });
  return navigator.credentials.get({ publicKey: forUsing(options), ...further });
}

// The browser offers passkeys in the field for the address, beside stored passwords; a press on the button ends that.
let waiting = null;

async function offerInField(form) {
  if (form.dataset.passkey !== "log-in" || !PublicKeyCredential.isConditionalMediationAvailable) return;
  if (!(await PublicKeyCredential.isConditionalMediationAvailable())) return;
  waiting = new AbortController();
  try {
    send(form, await run(form, { mediation: "conditional", signal: waiting.signal }));
  } catch {
    // Nobody chose one there: the button and the password remain.
  }
}

function prepare(form) {
  form.hidden = false;
  const trouble = form.querySelector("[data-trouble]");
  const button = form.querySelector("button");
  button.addEventListener("click", async () => {
    waiting?.abort();
    trouble.hidden = true;
    button.disabled = true;
    try {
      send(form, await run(form));
    } catch {
      trouble.hidden = false;
      button.disabled = false;
    }
  });
  offerInField(form);
}

if (able) {
  document.querySelectorAll("form[data-passkey]").forEach(prepare);
  document.querySelectorAll("[data-no-passkeys]").forEach((note) => (note.hidden = true));
}
