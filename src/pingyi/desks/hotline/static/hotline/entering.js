// Taking down without the mouse: Alt and a digit tick a unit, Ctrl and Enter keep it, wherever the cursor stands.
const form = document.querySelector("form[data-keys]");

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.ctrlKey && event.key === "Enter") form.querySelector("button").click();
  if (!event.altKey || !event.code.startsWith("Digit")) return;
  event.preventDefault();
  form.querySelector(`[data-key="${event.code.slice(-1)}"]`)?.click();
});
