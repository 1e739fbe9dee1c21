using Microsoft.Extensions.Options;
using Portal.Domain;
using Portal.Infrastructure.Billing;
using Portal.Infrastructure.Billing.Stripe;

namespace Portal.Billing;

/// <summary>Takes a webhook: verified on the raw bytes, kept with the order to handle it, then acknowledged; nothing else happens here.</summary>
internal sealed partial class ReceiveStripeEvent(
    StripeInbox inbox, IOptions<StripeOptions> options, TimeProvider time, ILogger<ReceiveStripeEvent> logger)
{
    public async Task<Result<Unit>> ExecuteAsync(ReadOnlyMemory<byte> body, string? signature, string correlationId, CancellationToken cancellationToken)
    {
        if (!StripeSignature.IsValid(body.Span, signature, options.Value.WebhookSecret, time.GetUtcNow())
            || StripeEventReader.Read(body.Span) is not { } received
            || received.Livemode != IsLive(options.Value.SecretKey))
        {
            LogRefused();
            return new WebhookRefused();
        }

        var isNew = await inbox.TakeAsync(received, correlationId, cancellationToken);
        LogTaken(received.Id, received.Type, isNew);
        return new Unit();
    }

    // An event of the test mode must not settle a purchase of the live mode, nor the other way round.
    private static bool IsLive(string secretKey) => secretKey.Contains("_live_", StringComparison.Ordinal);

    [LoggerMessage(1, LogLevel.Warning, "A webhook was refused: signature, time, mode or body are not Stripe's")]
    private partial void LogRefused();

    [LoggerMessage(2, LogLevel.Information, "Event {Event} of type {Type} taken; new: {New}")]
    private partial void LogTaken(string @event, string type, bool @new);
}
