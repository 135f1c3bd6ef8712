// Before the first paint: the theme this browser chose, or none, and then the system's.
try {
  const chosen = localStorage.getItem("align-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // the browser keeps nothing: the system's
}
