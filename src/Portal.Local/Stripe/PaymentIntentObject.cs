using System.Text.Json.Nodes;

namespace Portal.Local.Stripe;

/// <summary>A payment intent in the API's shape, as an attempt to pay a session leaves it.</summary>
internal static class PaymentIntentObject
{
    public static JsonObject For(JsonObject session, bool succeeded, string charge, JsonObject? failure, DateTimeOffset now)
    {
        // A second attempt goes on with the intent of the first.
        var id = session["payment_intent"]?.GetValue<string>() ?? StripeIds.New("pi");
        var amount = session["amount_total"]!.GetValue<long>();
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "payment_intent",
            ["amount"] = amount,
            ["amount_capturable"] = 0,
            ["amount_details"] = new JsonObject { ["tip"] = new JsonObject() },
            ["amount_received"] = succeeded ? amount : 0,
            ["application"] = null,
            ["application_fee_amount"] = null,
            ["automatic_payment_methods"] = null,
            ["canceled_at"] = null,
            ["cancellation_reason"] = null,
            ["capture_method"] = "automatic_async",
            ["client_secret"] = $"{id}_secret_local",
            ["confirmation_method"] = "automatic",
            ["created"] = now.ToUnixTimeSeconds(),
            ["currency"] = session["currency"]!.GetValue<string>(),
            ["customer"] = session["customer"]?.GetValue<string>(),
            ["customer_account"] = null,
            ["description"] = null,
            ["excluded_payment_method_types"] = null,
            ["last_payment_error"] = failure,
            ["latest_charge"] = charge,
            ["livemode"] = false,
            ["managed_payments"] = null,
            ["metadata"] = session[CheckoutSessionObject.Local]!["intent_metadata"]!.DeepClone(),
            ["next_action"] = null,
            ["on_behalf_of"] = null,
            ["payment_method"] = succeeded ? StripeIds.New("pm") : null,
            ["payment_method_configuration_details"] = null,
            ["payment_method_options"] = new JsonObject(),
            ["payment_method_types"] = new JsonArray("card"),
            ["processing"] = null,
            ["receipt_email"] = null,
            ["review"] = null,
            ["setup_future_usage"] = null,
            ["shipping"] = null,
            ["source"] = null,
            ["statement_descriptor"] = null,
            ["statement_descriptor_suffix"] = null,
            ["status"] = succeeded ? "succeeded" : "requires_payment_method",
            ["transfer_data"] = null,
            ["transfer_group"] = null,
        };
    }
}
