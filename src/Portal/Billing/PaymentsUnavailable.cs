using Portal.Domain;

namespace Portal.Billing;

internal sealed record PaymentsUnavailable()
    : Error(ErrorKind.Unavailable, "payments.unavailable", "Payments do not answer",
        "The payment provider does not answer. Nothing was paid. Try again in a minute: the purchase goes on where it was.");
