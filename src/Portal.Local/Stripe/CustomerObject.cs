using System.Text.Json.Nodes;

namespace Portal.Local.Stripe;

/// <summary>A customer in the API's shape.</summary>
internal static class CustomerObject
{
    public static JsonObject Create(StripeForm form, DateTimeOffset now)
    {
        form.Allow("email", "name", "description", "metadata", "phone", "expand");
        var id = StripeIds.New("cus", 14);
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "customer",
            ["address"] = null,
            ["balance"] = 0,
            ["created"] = now.ToUnixTimeSeconds(),
            ["currency"] = null,
            ["default_source"] = null,
            ["delinquent"] = false,
            ["description"] = form.Text("description"),
            ["discount"] = null,
            ["email"] = form.Text("email"),
            ["invoice_prefix"] = id[4..12].ToUpperInvariant(),
            ["invoice_settings"] = new JsonObject
            {
                ["custom_fields"] = null,
                ["default_payment_method"] = null,
                ["footer"] = null,
                ["rendering_options"] = null,
            },
            ["livemode"] = false,
            ["metadata"] = form.Map("metadata"),
            ["name"] = form.Text("name"),
            ["next_invoice_sequence"] = 1,
            ["phone"] = form.Text("phone"),
            ["preferred_locales"] = new JsonArray(),
            ["shipping"] = null,
            ["tax_exempt"] = "none",
            ["test_clock"] = null,
        };
    }

    /// <summary>A deleted customer is told of once, and then not found.</summary>
    public static JsonObject Delete(StripeData data, string id, DateTimeOffset now)
    {
        var customer = data.Find(id, "customer") ?? throw new StripeRefusal(StripeError.NoSuch("customer", id));
        data.Objects.Remove(id);
        StripeEvents.Record(data, "customer.deleted", customer, now);
        return new JsonObject { ["id"] = id, ["object"] = "customer", ["deleted"] = true };
    }
}
