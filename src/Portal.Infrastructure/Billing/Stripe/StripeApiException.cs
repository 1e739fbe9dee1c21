using System.Net;

namespace Portal.Infrastructure.Billing.Stripe;

/// <summary>Stripe answered with an error.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="type">Such as <c>invalid_request_error</c>, <c>card_error</c>, <c>idempotency_error</c>.</param>
/// <param name="code">Such as <c>resource_missing</c>; may be absent.</param>
/// <param name="detail">Stripe's own words.</param>
/// <param name="requestId">For Stripe's support.</param>
public sealed class StripeApiException(HttpStatusCode status, string type, string? code, string detail, string? requestId)
    : StripeException($"Stripe answered {(int)status} {type} {code}: {detail} (request {requestId ?? "unknown"})")
{
    public HttpStatusCode Status => status;

    public string Type => type;

    public string? Code => code;

    public string? RequestId => requestId;
}
