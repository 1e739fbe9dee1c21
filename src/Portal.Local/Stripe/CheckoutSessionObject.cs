using System.Text.Json.Nodes;

namespace Portal.Local.Stripe;

/// <summary>A checkout session in the API's shape, for payments of one amount.</summary>
internal static class CheckoutSessionObject
{
    private static readonly string[] Known =
    [
        "mode", "customer", "client_reference_id", "success_url", "cancel_url", "line_items", "metadata", "payment_intent_data", "expires_at", "expand",
    ];

    public static JsonObject Create(StripeForm form, StripeData data, Uri baseUrl, DateTimeOffset now)
    {
        form.Allow(Known);
        if (form.Required("mode") is not "payment")
        {
            throw new StripeRefusal(StripeError.Invalid("mode", "The local simulation knows mode=payment only."));
        }

        var customer = form.Text("customer");
        if (customer is not null && data.Find(customer, "customer") is null)
        {
            throw new StripeRefusal(StripeError.NoSuch("customer", customer));
        }

        var id = StripeIds.New("cs_test", 58);
        var session = Empty(id, now);
        var lines = LineItems(form);
        session["amount_subtotal"] = lines.Total;
        session["amount_total"] = lines.Total;
        session["currency"] = lines.Currency;
        session["cancel_url"] = Address(form, "cancel_url");
        session["success_url"] = Address(form, "success_url") ?? throw new StripeRefusal(StripeError.Missing("success_url"));
        session["client_reference_id"] = form.Text("client_reference_id");
        session["customer"] = customer;
        session["expires_at"] = form.Text("expires_at") is null ? now.AddHours(24).ToUnixTimeSeconds() : form.Whole("expires_at");
        session["metadata"] = form.Map("metadata");
        session["url"] = new Uri(baseUrl, $"/c/pay/{id}").ToString();
        // Not part of the API's object: what the payment page shows and what the payment intent gets.
        session[Local] = new JsonObject { ["description"] = lines.Description, ["intent_metadata"] = form.Map("payment_intent_data", "metadata") };
        return session;
    }

    /// <summary>Holds what the stand-in remembers beside the API's fields; taken out of every answer.</summary>
    public const string Local = "x_local";

    private static (long Total, string Currency, string Description) LineItems(StripeForm form)
    {
        var (total, currency, names) = (0L, (string?)null, new List<string>());
        foreach (var key in form.Map("line_items").Select(item => item.Key))
        {
            var unit = form.Whole("line_items", key, "price_data", "unit_amount");
            var quantity = form.Whole("line_items", key, "quantity");
            var itsCurrency = form.Required("line_items", key, "price_data", "currency");
            if (unit < 0 || quantity < 1 || itsCurrency != (currency ?? itsCurrency) || itsCurrency.Length != 3 || !itsCurrency.All(char.IsAsciiLetterLower))
            {
                throw new StripeRefusal(StripeError.Invalid($"line_items[{key}]", "Amounts are not negative, quantities 1 or more, and all lines have one currency, in lower case."));
            }

            (total, currency) = (total + (unit * quantity), itsCurrency);
            names.Add(form.Required("line_items", key, "price_data", "product_data", "name"));
        }

        if (currency is null)
        {
            throw new StripeRefusal(StripeError.Missing("line_items"));
        }

        return total * 2 >= StripeFee.UnitsPerMajor(currency)
            ? (total, currency, string.Join(", ", names))
            : throw new StripeRefusal(new(400, "invalid_request_error", "amount_too_small", "The total amount due must add up to at least 0.50.", "line_items"));
    }

    private static string? Address(StripeForm form, string name) => form.Text(name) is not { } text
        ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? text
            : throw new StripeRefusal(new(400, "invalid_request_error", "url_invalid", "Not a valid URL", name));

    private static JsonObject Empty(string id, DateTimeOffset now) => new()
    {
        ["id"] = id,
        ["object"] = "checkout.session",
        ["adaptive_pricing"] = new JsonObject { ["enabled"] = false },
        ["after_expiration"] = null,
        ["allow_promotion_codes"] = null,
        ["automatic_tax"] = new JsonObject { ["enabled"] = false, ["liability"] = null, ["provider"] = null, ["status"] = null },
        ["billing_address_collection"] = null,
        ["client_secret"] = null,
        ["collected_information"] = null,
        ["consent"] = null,
        ["consent_collection"] = null,
        ["created"] = now.ToUnixTimeSeconds(),
        ["currency_conversion"] = null,
        ["custom_fields"] = new JsonArray(),
        ["custom_text"] = new JsonObject
        {
            ["after_submit"] = null, ["shipping_address"] = null, ["submit"] = null, ["terms_of_service_acceptance"] = null,
        },
        ["customer_account"] = null,
        ["customer_creation"] = null,
        ["customer_details"] = null,
        ["customer_email"] = null,
        ["discounts"] = new JsonArray(),
        ["integration_identifier"] = null,
        ["invoice"] = null,
        ["invoice_creation"] = null,
        ["livemode"] = false,
        ["locale"] = null,
        ["managed_payments"] = null,
        ["mode"] = "payment",
        ["origin_context"] = null,
        ["payment_intent"] = null,
        ["payment_link"] = null,
        ["payment_method_collection"] = "if_required",
        ["payment_method_configuration_details"] = null,
        ["payment_method_options"] = new JsonObject(),
        ["payment_method_types"] = new JsonArray("card"),
        ["payment_status"] = "unpaid",
        ["permissions"] = null,
        ["phone_number_collection"] = new JsonObject { ["enabled"] = false },
        ["recovered_from"] = null,
        ["saved_payment_method_options"] = null,
        ["setup_intent"] = null,
        ["shipping_address_collection"] = null,
        ["shipping_cost"] = null,
        ["shipping_options"] = new JsonArray(),
        ["status"] = "open",
        ["submit_type"] = null,
        ["subscription"] = null,
        ["total_details"] = new JsonObject { ["amount_discount"] = 0, ["amount_shipping"] = 0, ["amount_tax"] = 0 },
        ["ui_mode"] = "hosted",
        ["wallet_options"] = null,
    };
}
