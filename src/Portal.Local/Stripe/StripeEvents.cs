using System.Text.Json.Nodes;

namespace Portal.Local.Stripe;

/// <summary>Records what happened: the event with the object as it was then, and a delivery that is due at once.</summary>
internal static class StripeEvents
{
    public const string ApiVersion = "2026-01-28.clover";

    public static void Record(StripeData data, string type, JsonObject about, DateTimeOffset now)
    {
        var id = StripeIds.New("evt");
        data.Put(new JsonObject
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = ApiVersion,
            ["created"] = now.ToUnixTimeSeconds(),
            ["data"] = new JsonObject { ["object"] = about.DeepClone() },
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = type,
        });
        data.Deliveries[id] = new JsonObject { ["attempts"] = 0, ["next"] = now.ToUnixTimeMilliseconds() };
    }
}
