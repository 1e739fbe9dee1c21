using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Portal.Local.Stripe;

/// <summary>The hosted payment page: two test cards, one that pays and one that is declined. A program posts to the same addresses.</summary>
internal sealed class CheckoutPages(StripeStore store, CheckoutPayment payment)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/c/checkout.css", () => Results.Text(CheckoutStyle.Css, "text/css; charset=utf-8"));
        app.MapGet("/c/pay/{id}", (string id, HttpContext context) => Show(context, id, declined: false));
        app.MapPost("/c/pay/{id}/pay", (string id, HttpContext context) =>
        {
            var session = payment.Pay(id);
            return Finish(context, session, Success(session));
        });
        app.MapPost("/c/pay/{id}/decline", (string id, HttpContext context) =>
        {
            var session = payment.Decline(id);
            return WantsJson(context) ? Results.Content(session.ToJsonString(), "application/json") : Show(context, id, declined: true);
        });
    }

    private static IResult Finish(HttpContext context, JsonObject session, string address)
    {
        if (WantsJson(context))
        {
            return Results.Content(session.ToJsonString(), "application/json");
        }

        // 303: the browser gets the next page, it does not post again.
        context.Response.Headers.Location = address;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private IResult Show(HttpContext context, string id, bool declined)
    {
        var session = store.Read(data => (JsonObject?)data.Find(id, "checkout.session")?.DeepClone());
        if (session is null)
        {
            return Results.Text("There is no such payment.", statusCode: StatusCodes.Status404NotFound);
        }

        // The form ends with a redirect to the shop, so its origin is an allowed target (CSP level 3, form-action follows redirects).
        var shop = new Uri(session["success_url"]!.GetValue<string>()).GetLeftPart(UriPartial.Authority);
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; img-src data:; form-action 'self' {shop}; frame-ancestors 'none'; base-uri 'none'";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        var open = session["status"]!.GetValue<string>() == "open";
        return Results.Content(open ? CheckoutHtml.Open(session, Price(session), declined) : CheckoutHtml.Closed(Success(session)), "text/html; charset=utf-8");
    }

    private static string Success(JsonObject session) =>
        session["success_url"]!.GetValue<string>().Replace("{CHECKOUT_SESSION_ID}", session["id"]!.GetValue<string>(), StringComparison.Ordinal);

    private static string Price(JsonObject session)
    {
        var (amount, currency) = (session["amount_total"]!.GetValue<long>(), session["currency"]!.GetValue<string>());
        var units = StripeFee.UnitsPerMajor(currency);
        var decimals = units switch { 1 => "0", 100 => "0.00", _ => "0.000" };
        return $"{currency.ToUpperInvariant()} {((decimal)amount / units).ToString(decimals, CultureInfo.InvariantCulture)}";
    }

    private static bool WantsJson(HttpContext context) => !context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
