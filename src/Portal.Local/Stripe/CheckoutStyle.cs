namespace Portal.Local.Stripe;

/// <summary>The style sheet of the payment page.</summary>
internal static class CheckoutStyle
{
    public const string Css =
        """
        :root { color-scheme: light dark; --text: #1d2330; --muted: #5b6475; --surface: #fff; --ground: #f3f4f7; --line: #dfe3ea; --accent: #1f5fd0; --bad: #b42318; --label: #8a5a00; }
        @media (prefers-color-scheme: dark) {
          :root { --text: #e6e9ef; --muted: #9aa4b5; --surface: #1c2028; --ground: #14171d; --line: #2c323d; --accent: #2f6fde; --bad: #f0857b; --label: #e0b252; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--ground); color: var(--text); font: 14px/1.5 system-ui, sans-serif; }
        main { width: 100%; max-width: 400px; padding: 32px; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; }
        h1 { margin: 12px 0 0; font-size: 16px; font-weight: 600; }
        .label { display: inline-block; margin: 0; padding: 2px 8px; border: 1px solid currentColor; border-radius: 10px; color: var(--label); font-size: 12px; }
        .price { margin: 4px 0 24px; font-size: 28px; font-weight: 600; font-variant-numeric: tabular-nums; }
        .declined { color: var(--bad); }
        .note { margin: 24px 0 0; color: var(--muted); font-size: 12px; }
        button { width: 100%; margin-bottom: 8px; padding: 10px 12px; border: 1px solid var(--line); border-radius: 6px; background: transparent; color: inherit; font: inherit; font-weight: 600; cursor: pointer; }
        button small { display: block; font-weight: 400; opacity: .8; }
        button.pay { border-color: var(--accent); background: var(--accent); color: #fff; }
        button:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        a { color: var(--accent); }

        """;
}
