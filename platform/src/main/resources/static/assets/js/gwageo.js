// Adds a button that copies a digest or a command; without this script the text is selected whole
// by one click. Moves the focus to the summary of errors of a form that was sent. Answers a form
// with data-live while its fields move: fetches what its button leads to and takes over the parts
// that data-live names; without this script the button does the same.
(() => {
  const addCopyButton = (code) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "gw-copy";
    button.textContent = code.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = code.dataset.copied;
      setTimeout(() => (button.textContent = code.dataset.copy), 2000);
    });
    // Beside what scrolls, so that it is always in sight.
    (code.closest("pre") ?? code).after(button);
  };

  if (navigator.clipboard) {
    document.querySelectorAll("[data-copy]").forEach(addCopyButton);
  }
  document.getElementById("error-summary")?.focus();

  const live = (form) => {
    let timer;
    let running;
    const answer = async () => {
      running?.abort();
      running = new AbortController();
      const address = form.getAttribute("action") + "?" + new URLSearchParams(new FormData(form));
      try {
        const response = await fetch(address, { signal: running.signal });
        if (!response.ok) return;
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        for (const id of form.dataset.live.split(" ")) {
          document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
        }
        history.replaceState(null, "", address);
      } catch (error) {
        if (error.name !== "AbortError") throw error;
      }
    };
    form.addEventListener("input", (event) => {
      const output = form.querySelector(`output[data-of="${event.target.name}"]`);
      if (output) output.value = event.target.value;
      clearTimeout(timer);
      timer = setTimeout(answer, 120);
    });
  };
  document.querySelectorAll("form[data-live]").forEach(live);
})();
