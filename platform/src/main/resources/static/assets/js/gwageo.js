// Adds a button that copies a digest or a command; without this script the text is selected whole
// by one click. Moves the focus to the summary of errors of a form that was sent.
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
    code.after(button);
  };

  if (navigator.clipboard) {
    document.querySelectorAll("[data-copy]").forEach(addCopyButton);
  }
  document.getElementById("error-summary")?.focus();
})();
