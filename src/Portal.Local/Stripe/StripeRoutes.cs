using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Portal.Local.Stripe;

/// <summary>The part of Stripe's API that Portal uses.</summary>
internal sealed class StripeRoutes(StripeStore store, CheckoutPayment payment, TimeProvider time, Func<Uri> baseUrl)
{
    public void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/v1");
        Create(api, "/customers", (form, _) => CustomerObject.Create(form, time.GetUtcNow()), "customer.created");
        api.MapDelete("/customers/{id}", (string id) => Json(store.Change(data => CustomerObject.Delete(data, id, time.GetUtcNow()))));
        Create(api, "/checkout/sessions", (form, data) => CheckoutSessionObject.Create(form, data, baseUrl(), time.GetUtcNow()), null);
        api.MapPost("/checkout/sessions/{id}/expire", (string id) => Json(payment.Expire(id)));
        Retrieve(api, "/customers", "customer");
        Retrieve(api, "/checkout/sessions", "checkout.session");
        Retrieve(api, "/payment_intents", "payment_intent");
        Retrieve(api, "/charges", "charge");
        Retrieve(api, "/balance_transactions", "balance_transaction");
        Retrieve(api, "/events", "event");
        api.MapFallback((HttpContext context) => throw new StripeRefusal(new(
            404, "invalid_request_error", null, $"Unrecognized request URL ({context.Request.Method}: {context.Request.Path}).")));
    }

    private void Create(RouteGroupBuilder api, string path, Func<StripeForm, StripeData, JsonObject> create, string? eventType) =>
        api.MapPost(path, async (HttpContext context, CancellationToken cancellationToken) =>
        {
            var form = await StripeForm.ReadAsync(context.Request, cancellationToken);
            return Json(store.Change(data =>
            {
                var made = create(form, data);
                data.Put(made);
                if (eventType is not null)
                {
                    StripeEvents.Record(data, eventType, made, time.GetUtcNow());
                }

                return StripeAnswer.Public(made);
            }));
        });

    private void Retrieve(RouteGroupBuilder api, string path, string kind)
    {
        api.MapGet($"{path}/{{id}}", (string id, HttpContext context) =>
        {
            var expand = StripeForm.Read(context.Request.Query).Map("expand");
            return Json(store.Read(data => StripeAnswer.Expanded(data, data.Find(id, kind) ?? throw new StripeRefusal(StripeError.NoSuch(kind, id)), expand)));
        });
        api.MapGet(path, (HttpContext context) => Json(store.Read(data => List(data, kind, $"/v1{path}", StripeForm.Read(context.Request.Query)))));
    }

    private static JsonObject List(StripeData data, string kind, string url, StripeForm query)
    {
        query.Allow("limit", "starting_after", "ending_before", "type", "expand");
        var limit = query.Text("limit") is null ? 10 : query.Whole("limit");
        if (limit is < 1 or > 100)
        {
            throw new StripeRefusal(StripeError.Invalid("limit", "Limit is between 1 and 100."));
        }

        var items = data.All(kind).Where(item => query.Text("type") is not { } type || item["type"]?.GetValue<string>() == type);
        if (query.Text("starting_after") is { } after)
        {
            items = items.SkipWhile(item => item["id"]!.GetValue<string>() != after).Skip(1);
        }

        if (query.Text("ending_before") is { } before)
        {
            items = items.TakeWhile(item => item["id"]!.GetValue<string>() != before).TakeLast((int)limit);
        }

        var page = items.Take((int)limit + 1).ToList();
        return StripeAnswer.List(url, [.. page.Take((int)limit)], page.Count > limit);
    }

    private static IResult Json(JsonObject answer) => Results.Content(answer.ToJsonString(), "application/json");
}
