namespace Portal.Local.Stripe;

/// <summary>Ends the handling of a request; the one place that catches it writes the error.</summary>
internal sealed class StripeRefusal(StripeError error) : Exception(error.Message)
{
    public StripeError Error => error;
}
