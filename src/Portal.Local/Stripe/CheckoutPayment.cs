using System.Text.Json.Nodes;

namespace Portal.Local.Stripe;

/// <summary>What happens at Stripe when somebody pays, is declined, or lets a session expire.</summary>
internal sealed class CheckoutPayment(StripeStore store, TimeProvider time)
{
    /// <returns>The session after the payment.</returns>
    /// <exception cref="StripeRefusal">There is no such session, or it is closed.</exception>
    public JsonObject Pay(string id) => store.Change(data =>
    {
        var (session, now) = (Open(data, id), time.GetUtcNow());
        var transaction = BalanceTransactionObject.For(session, now);
        var charge = ChargeObject.For(session, "", transaction["id"]!.GetValue<string>(), now);
        var intent = PaymentIntentObject.For(session, succeeded: true, Id(charge), failure: null, now);
        charge["payment_intent"] = Id(intent);
        transaction["source"] = Id(charge);
        session["payment_intent"] = Id(intent);
        session["payment_status"] = "paid";
        session["status"] = "complete";
        session["url"] = null;
        Keep(data, transaction, charge, intent);
        StripeEvents.Record(data, "charge.succeeded", charge, now);
        StripeEvents.Record(data, "payment_intent.succeeded", intent, now);
        StripeEvents.Record(data, "checkout.session.completed", StripeAnswer.Public(session), now);
        return StripeAnswer.Public(session);
    });

    /// <summary>The card is declined; the session stays open for another try.</summary>
    public JsonObject Decline(string id) => store.Change(data =>
    {
        var (session, now) = (Open(data, id), time.GetUtcNow());
        var charge = ChargeObject.For(session, "", balanceTransaction: null, now);
        var failure = new JsonObject
        {
            ["type"] = "card_error", ["code"] = "card_declined", ["decline_code"] = "generic_decline", ["message"] = "Your card was declined.", ["charge"] = Id(charge),
        };
        var intent = PaymentIntentObject.For(session, succeeded: false, Id(charge), failure, now);
        charge["payment_intent"] = Id(intent);
        session["payment_intent"] = Id(intent);
        Keep(data, charge, intent);
        StripeEvents.Record(data, "charge.failed", charge, now);
        StripeEvents.Record(data, "payment_intent.payment_failed", intent, now);
        return StripeAnswer.Public(session);
    });

    public JsonObject Expire(string id) => store.Change(data =>
    {
        var session = Open(data, id);
        session["status"] = "expired";
        session["url"] = null;
        StripeEvents.Record(data, "checkout.session.expired", StripeAnswer.Public(session), time.GetUtcNow());
        return StripeAnswer.Public(session);
    });

    private JsonObject Open(StripeData data, string id)
    {
        var session = data.Find(id, "checkout.session") ?? throw new StripeRefusal(StripeError.NoSuch("checkout.session", id));
        var open = session["status"]!.GetValue<string>() == "open" && session["expires_at"]!.GetValue<long>() > time.GetUtcNow().ToUnixTimeSeconds();
        return open
            ? session
            : throw new StripeRefusal(new(400, "invalid_request_error", "checkout_session_not_open", "This Checkout Session is complete or expired."));
    }

    private static void Keep(StripeData data, params ReadOnlySpan<JsonObject> objects)
    {
        foreach (var value in objects)
        {
            data.Put(value);
        }
    }

    private static string Id(JsonObject value) => value["id"]!.GetValue<string>();
}
