using System.Text.Json.Nodes;

namespace Portal.Local.Stripe;

/// <summary>A balance transaction in the API's shape: what a charge brought, less Stripe's fee.</summary>
internal static class BalanceTransactionObject
{
    public static JsonObject For(JsonObject session, DateTimeOffset now)
    {
        var (amount, currency) = (session["amount_total"]!.GetValue<long>(), session["currency"]!.GetValue<string>());
        var fee = StripeFee.Of(amount, currency);
        return new JsonObject
        {
            ["id"] = StripeIds.New("txn"),
            ["object"] = "balance_transaction",
            ["amount"] = amount,
            ["available_on"] = now.AddDays(2).ToUnixTimeSeconds(),
            ["balance_type"] = "payments",
            ["created"] = now.ToUnixTimeSeconds(),
            ["currency"] = currency,
            ["description"] = null,
            ["exchange_rate"] = null,
            ["fee"] = fee,
            ["fee_details"] = new JsonArray(new JsonObject
            {
                ["amount"] = fee, ["application"] = null, ["currency"] = currency, ["description"] = "Stripe processing fees", ["type"] = "stripe_fee",
            }),
            ["net"] = amount - fee,
            ["reporting_category"] = "charge",
            ["source"] = null,
            ["status"] = "pending",
            ["type"] = "charge",
        };
    }
}
