using Microsoft.Extensions.Options;

namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>Names every missing or unusable setting at once, without printing a secret.</summary>
internal sealed class StripeOptionsValidation : IValidateOptions<StripeOptions>
{
    public ValidateOptionsResult Validate(string? name, StripeOptions options)
    {
        var failures = new List<string>();
        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            failures.Add("Stripe:BaseUrl is not an http or https address: set Stripe__BaseUrl.");
        }

        if (!options.SecretKey.StartsWith("sk_", StringComparison.Ordinal) && !options.SecretKey.StartsWith("rk_", StringComparison.Ordinal))
        {
            failures.Add("Stripe:SecretKey is not a secret key: set Stripe__SecretKey to sk_test_… or sk_live_….");
        }

        if (!options.WebhookSecret.StartsWith("whsec_", StringComparison.Ordinal))
        {
            failures.Add("Stripe:WebhookSecret is not a signing secret: set Stripe__WebhookSecret to whsec_….");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
