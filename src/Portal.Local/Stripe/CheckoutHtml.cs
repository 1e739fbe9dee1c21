using System.Net;
using System.Text.Json.Nodes;

namespace Portal.Local.Stripe;

/// <summary>The pages of <see cref="CheckoutPages"/>.</summary>
internal static class CheckoutHtml
{
    public static string Open(JsonObject session, string price, bool declined)
    {
        var id = session["id"]!.GetValue<string>();
        var cancel = session["cancel_url"]?.GetValue<string>();
        return Page("Pay " + price,
            $"""
                  <p class="label">Local simulation</p>
                  <h1>{Text(session[CheckoutSessionObject.Local]!["description"]!.GetValue<string>())}</h1>
                  <p class="price">{price}</p>
                  {(declined ? "<p class=\"declined\" role=\"alert\">The card was declined. Nothing was paid; try another card.</p>" : "")}
                  <form method="post" action="/c/pay/{id}/pay">
                    <button class="pay" type="submit">Pay {price} <small>test card 4242 4242 4242 4242</small></button>
                  </form>
                  <form method="post" action="/c/pay/{id}/decline">
                    <button type="submit">Try a declined card <small>test card 4000 0000 0000 0002</small></button>
                  </form>
                  {(cancel is null ? "" : $"<p><a href=\"{Text(cancel)}\">Back without paying</a></p>")}
                  <p class="note">No money moves and no card is asked for. This page stands in for Stripe Checkout on this machine.</p>
            """);
    }

    public static string Closed(string success) => Page("Payment closed",
        $"""
              <p class="label">Local simulation</p>
              <h1>This payment is closed</h1>
              <p><a href="{Text(success)}">Back to the portal</a></p>
        """);

    private static string Page(string title, string body) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{Text(title)}</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="/c/checkout.css">
        </head>
        <body>
          <main>
        {body}
          </main>
        </body>
        </html>

        """;

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
