// Runs before the first paint, so that neither theme nor navigation width flickers. Everything else is in portal.js.
(() => {
  const root = document.documentElement;
  const read = key => { try { return localStorage.getItem(key); } catch { return null; } };
  const choice = read("portal.theme");
  if (choice === "light" || choice === "dark") root.dataset.theme = choice;
  if (read("portal.nav") === "collapsed") root.dataset.nav = "collapsed";
})();
