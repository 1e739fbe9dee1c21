using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Portal.Domain.Operations;
using Portal.Domain.Operations.Webhooks;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Operators.Operations.Webhooks;

/// <summary>
/// Sends one message to one endpoint, signed. At least once: who receives it tells a repetition by its id. Each attempt is kept for the tenant to see;
/// a failed one is tried again as every operation is.
/// </summary>
internal sealed class DeliverWebhookHandler(WebhookSecrets secrets, WebhookSender sender, TimeProvider time) : IOperationHandler
{
    public string Kind => OperationKind.DeliverWebhook;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        if (!WebhookDeliveryId.TryParse(work.Operation.SubjectId, out var id))
        {
            throw new OperationRefusedException($"{work.Operation.SubjectId} is not a webhook delivery.");
        }

        if (await WebhookMessage.FindAsync(work, id, cancellationToken) is not { } message)
        {
            await work.TellAsync("send", "succeeded", "The endpoint was deleted: nothing was sent.", cancellationToken);
            return;
        }

        if (message.IsDelivered)
        {
            return;
        }

        if (message is not { IsEnabled: true, Secret: { } secret })
        {
            await work.TellAsync("send", "succeeded", "The endpoint is disabled, or has no secret: nothing was sent.", cancellationToken);
            return;
        }

        // Outside any transaction: neither a key service nor an endpoint is waited for in one.
        var signing = await OpenAsync(work, message, secret, cancellationToken);
        var sentAt = time.GetUtcNow();
        WebhookAnswer answer;
        try
        {
            var body = Body(message);
            var headers = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [WebhookSignature.IdHeader] = id.ToString(),
                [WebhookSignature.TimestampHeader] = WebhookSignature.Timestamp(sentAt),
                [WebhookSignature.SignatureHeader] = WebhookSignature.Write(signing, id.ToString(), sentAt, body),
            };
            answer = await sender.PostAsync(new(message.Url), body, headers, cancellationToken);
        }
        finally
        {
            foreach (var key in signing)
            {
                CryptographicOperations.ZeroMemory(key);
            }
        }

        await message.KeepAsync(work, answer, cancellationToken);
        if (answer.Error is { } error)
        {
            throw new InvalidOperationException(error);
        }

        await work.TellAsync("send", "succeeded", string.Create(CultureInfo.InvariantCulture, $"It answered {answer.Status} in {answer.Took.TotalMilliseconds:0} ms."), cancellationToken);
    }

    private async Task<IReadOnlyList<byte[]>> OpenAsync(OperationWork work, WebhookMessage message, Sealed secret, CancellationToken cancellationToken)
    {
        try
        {
            return await secrets.OpenAsync(work.Operation.Tenant, message.Endpoint, secret, message.PreviousUntil > time.GetUtcNow() ? message.Previous : null, cancellationToken);
        }
        catch (KeyFailureException failure) when (failure.Refusal is not KeysUnavailable)
        {
            throw new OperationRefusedException(failure.Message);
        }
    }

    /// <summary>The same bytes in every attempt.</summary>
    private static byte[] Body(WebhookMessage message) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["type"] = WebhookTopics.EventType(message.Topic),
        ["timestamp"] = message.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["data"] = message.Note is null
            ? new Dictionary<string, string> { ["id"] = message.Subject }
            : new Dictionary<string, string> { ["id"] = message.Subject, ["note"] = message.Note },
    });
}
