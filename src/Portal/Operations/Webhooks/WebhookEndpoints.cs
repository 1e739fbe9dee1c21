using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Api;
using Portal.Audit;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Operations;
using Portal.Domain.Operations.Webhooks;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Operations.Webhooks;

/// <summary>What the use cases on endpoints share.</summary>
internal static class WebhookEndpoints
{
    public const int Most = 20;

    /// <summary>The endpoint that a request names; null when there is none of this tenant.</summary>
    public static async Task<WebhookEndpointRow?> FindAsync(TenantUnitOfWork work, string id, CancellationToken cancellationToken) =>
        WebhookEndpointId.TryParse(id, out var endpoint) ? await work.Db.Set<WebhookEndpointRow>().SingleOrDefaultAsync(row => row.Id == endpoint, cancellationToken) : null;

    public static NotFound Missing(string id) => new("webhook endpoint", id);

    /// <summary>Records what was done to it. An address may hold a secret in its path, so only its host is told.</summary>
    public static void Tell(TenantUnitOfWork work, Caller caller, string action, WebhookEndpointRow endpoint)
    {
        work.Audit(caller, new(action, "webhook-endpoint", endpoint.Id.ToString(), new Uri(endpoint.Url).Host, new Dictionary<string, string>())
        {
            Changes = AuditedRow.Changes(work, endpoint, Fields),
        });
        work.Publish(Topic.Webhook, endpoint.Id.ToString());
    }

    private static AuditField[] Fields(WebhookEndpointRow row) =>
    [
        new("host", new Uri(row.Url).Host), new("topics", string.Join(", ", row.Topics.Order(StringComparer.Ordinal))), new("state", row.State.ToString()),
        new("previousSecretUntil", row.PreviousUntil?.ToString("O", CultureInfo.InvariantCulture)),
    ];
}
