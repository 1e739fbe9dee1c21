namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>How to reach Stripe. Bound from the section <c>Stripe</c>; secrets come from the environment.</summary>
public sealed class StripeOptions
{
    public const string SectionName = "Stripe";

    /// <value>https://api.stripe.com; the local host points it at its stand-in.</value>
    public string BaseUrl { get; set; } = "https://api.stripe.com";

    /// <summary><c>sk_test_…</c> or <c>sk_live_…</c>.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary><c>whsec_…</c>; two, separated by a comma, while one replaces the other.</summary>
    public string WebhookSecret { get; set; } = "";
}
