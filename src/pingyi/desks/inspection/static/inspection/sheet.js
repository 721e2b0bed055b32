// Says at once when a mark could not be saved, and keeps the page from being left before it is.
const form = document.getElementById("marks");
const notice = document.getElementById("unsaved");
let unsaved = false;
const tell = (failed) => {
  unsaved = failed;
  notice.hidden = !failed;
};
form.addEventListener("input", () => (unsaved = true));
form.addEventListener("submit", () => (unsaved = false));
form.addEventListener("htmx:afterRequest", (event) => tell(!event.detail.successful));
addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
