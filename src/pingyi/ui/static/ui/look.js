// Runs before the page is painted: the chosen theme and text size, so nothing flashes.
(() => {
  const root = document.documentElement;
  if (root.dataset.bsTheme !== "auto") return;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => (root.dataset.bsTheme = dark.matches ? "dark" : "light");
  dark.addEventListener("change", () => root.dataset.chosen || document.cookie.includes("theme=") || follow());
  follow();
})();
