// Runs before the page is painted: the chosen theme and text size, so nothing flashes.
(() => {
  const root = document.documentElement;
  if (root.dataset.bsTheme === "auto") {
    root.dataset.bsTheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }
})();
