// Behaviour that needs no server: theme, navigation, menus, copying, dialogs, and what to do when the connection is gone.
// Everything is delegated from the document, because Blazor replaces elements under our feet.
(() => {
  const root = document.documentElement;
  const remember = (key, value) => {
    try { if (value) localStorage.setItem(key, value); else localStorage.removeItem(key); } catch { /* private window: not remembered */ }
  };

  const themeChoice = () => root.dataset.theme ?? "system";
  const isDark = () => themeChoice() === "dark" || (themeChoice() === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  const setTheme = choice => {
    if (choice === "system") delete root.dataset.theme; else root.dataset.theme = choice;
    remember("portal.theme", choice === "system" ? null : choice);
    markTheme();
  };
  const markTheme = () => document.querySelectorAll("[data-theme-choice]").forEach(button =>
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === themeChoice())));

  const setDrawer = open => {
    if (open) root.dataset.drawer = "open"; else delete root.dataset.drawer;
    document.querySelectorAll("[data-action=drawer]").forEach(button => button.setAttribute("aria-expanded", String(open)));
    if (open) document.querySelector(".nav a")?.focus();
  };

  const copy = async button => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.dataset.copied = "";
    const said = document.getElementById("announcer");
    if (said) said.textContent = "Copied";
    setTimeout(() => { delete button.dataset.copied; if (said) said.textContent = ""; }, 1500);
  };

  const actions = {
    drawer: () => setDrawer(root.dataset.drawer !== "open"),
    "close-drawer": () => setDrawer(false),
    "toggle-nav": () => {
      const collapsed = root.dataset.nav !== "collapsed";
      if (collapsed) root.dataset.nav = "collapsed"; else delete root.dataset.nav;
      remember("portal.nav", collapsed ? "collapsed" : null);
    },
    "toggle-theme": () => setTheme(isDark() ? "light" : "dark"),
    reload: () => location.reload(),
    "sign-out": () => fetch("/api/v1/sessions/current", { method: "DELETE" }).finally(() => location.assign("/sign-in")),
    "staff-sign-out": () => fetch("/api/v1/platform/sessions/current", { method: "DELETE" }).finally(() => location.assign("/platform/sign-in")),
    reconnect: () => window.Blazor?.reconnect().then(ok => { if (ok === false) location.reload(); }, () => undefined),
    skip: event => {
      event.preventDefault();
      document.getElementById("main")?.focus();
    }
  };

  document.addEventListener("click", event => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    const action = target.closest("[data-action]");
    if (action) actions[action.dataset.action]?.(event);
    const choice = target.closest("[data-theme-choice]");
    if (choice) setTheme(choice.dataset.themeChoice);
    const copied = target.closest("[data-copy]");
    if (copied) void copy(copied);
    if (target.closest(".nav a")) setDrawer(false);
    document.querySelectorAll("details.menu[open]").forEach(menu => {
      if (!menu.contains(target) || target.closest(".menu-item:not([data-stay])")) menu.open = false;
    });
  });

  document.addEventListener("toggle", () => markTheme(), true);
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    if (root.dataset.drawer) { setDrawer(false); document.querySelector("[data-action=drawer]")?.focus(); }
    const menu = document.querySelector("details.menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary")?.focus(); }
  });

  // Called by the Dialog component: the browser's own modal dialog keeps focus inside and gives it back afterwards.
  window.portal = {
    showDialog: element => { if (element && !element.open) element.showModal(); },
    closeDialog: element => { if (element?.open) element.close(); },
    focusById: id => document.getElementById(id)?.focus(),
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone
  };

  // The server no longer knows this page (it was restarted): a fresh load is the only way on, and loses nothing, because state lives in the address.
  const dialog = document.getElementById("components-reconnect-modal");
  if (dialog) {
    new MutationObserver(() => {
      if (dialog.classList.contains("components-reconnect-rejected")) location.reload();
    }).observe(dialog, { attributes: true, attributeFilter: ["class"] });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && dialog.classList.contains("components-reconnect-failed")) actions.reconnect();
    });
  }
})();
