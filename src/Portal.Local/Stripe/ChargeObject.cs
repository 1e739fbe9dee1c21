using System.Text.Json.Nodes;

namespace Portal.Local.Stripe;

/// <summary>A charge in the API's shape.</summary>
internal static class ChargeObject
{
    public static JsonObject For(JsonObject session, string intent, string? balanceTransaction, DateTimeOffset now)
    {
        var id = StripeIds.New("ch");
        var (succeeded, amount) = (balanceTransaction is not null, session["amount_total"]!.GetValue<long>());
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "charge",
            ["amount"] = amount,
            ["amount_captured"] = succeeded ? amount : 0,
            ["amount_refunded"] = 0,
            ["application"] = null,
            ["application_fee"] = null,
            ["application_fee_amount"] = null,
            ["balance_transaction"] = balanceTransaction,
            ["billing_details"] = new JsonObject { ["address"] = null, ["email"] = null, ["name"] = null, ["phone"] = null, ["tax_id"] = null },
            ["calculated_statement_descriptor"] = "PORTAL",
            ["captured"] = succeeded,
            ["created"] = now.ToUnixTimeSeconds(),
            ["currency"] = session["currency"]!.GetValue<string>(),
            ["customer"] = session["customer"]?.GetValue<string>(),
            ["description"] = null,
            ["disputed"] = false,
            ["failure_balance_transaction"] = null,
            ["failure_code"] = succeeded ? null : "card_declined",
            ["failure_message"] = succeeded ? null : "Your card was declined.",
            ["fraud_details"] = new JsonObject(),
            ["livemode"] = false,
            ["metadata"] = session[CheckoutSessionObject.Local]!["intent_metadata"]!.DeepClone(),
            ["on_behalf_of"] = null,
            ["outcome"] = Outcome(succeeded),
            ["paid"] = succeeded,
            ["payment_intent"] = intent,
            ["payment_method"] = StripeIds.New("pm"),
            ["payment_method_details"] = Card(succeeded ? "4242" : "0002"),
            ["receipt_email"] = null,
            ["receipt_number"] = null,
            ["receipt_url"] = null,
            ["refunded"] = false,
            ["refunds"] = new JsonObject { ["object"] = "list", ["data"] = new JsonArray(), ["has_more"] = false, ["url"] = $"/v1/charges/{id}/refunds" },
            ["review"] = null,
            ["shipping"] = null,
            ["source"] = null,
            ["source_transfer"] = null,
            ["statement_descriptor"] = null,
            ["statement_descriptor_suffix"] = null,
            ["status"] = succeeded ? "succeeded" : "failed",
            ["transfer_data"] = null,
            ["transfer_group"] = null,
        };
    }

    private static JsonObject Outcome(bool succeeded) => new()
    {
        ["advice_code"] = null,
        ["network_advice_code"] = null,
        ["network_decline_code"] = null,
        ["network_status"] = succeeded ? "approved_by_network" : "declined_by_network",
        ["reason"] = succeeded ? null : "generic_decline",
        ["seller_message"] = succeeded ? "Payment complete." : "The bank did not return any further details with this decline.",
        ["type"] = succeeded ? "authorized" : "issuer_declined",
    };

    private static JsonObject Card(string last4) => new()
    {
        ["card"] = new JsonObject
        {
            ["brand"] = "visa", ["country"] = "DE", ["exp_month"] = 12, ["exp_year"] = 2034, ["funding"] = "credit", ["last4"] = last4, ["network"] = "visa",
        },
        ["type"] = "card",
    };
}
