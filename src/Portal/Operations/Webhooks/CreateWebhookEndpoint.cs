using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations.Webhooks;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Operations.Webhooks;

/// <summary>Adds an address that is told of what happens. Its secret is in the answer, once.</summary>
internal sealed class CreateWebhookEndpoint(TenantUnitOfWorks units, WebhookSecrets secrets, IOptions<WebhookOptions> options, TimeProvider time)
{
    public async Task<Result<WebhookEndpointWithSecret>> ExecuteAsync(Caller caller, CreateWebhookEndpointRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        var topics = request.Topics?.Distinct(StringComparer.Ordinal).ToArray() ?? [];
        var faults = new[] { WebhookUrl.Check(request.Url, options.Value.AllowPrivateTargets), Check(topics) }.OfType<FieldError>().ToList();
        if (faults.Count > 0)
        {
            return new InvalidFields(faults);
        }

        // Before the transaction: a key service may be asked.
        var id = new WebhookEndpointId(Guid.CreateVersion7(time.GetUtcNow()));
        var (secret, stored) = await secrets.NewAsync(caller.Tenant, id, cancellationToken);
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await work.Db.Set<WebhookEndpointRow>().CountAsync(cancellationToken) >= WebhookEndpoints.Most)
        {
            return new TooManyWebhookEndpoints(WebhookEndpoints.Most);
        }

        var endpoint = new WebhookEndpointRow
        {
            TenantId = caller.Tenant,
            Id = id,
            Url = request.Url!,
            Topics = topics,
            SecretSealed = stored,
            State = WebhookState.Enabled,
            CreatedBy = caller.Id,
            CreatedAt = work.Now,
            UpdatedAt = work.Now,
        };
        work.Db.Add(endpoint);
        WebhookEndpoints.Tell(work, caller, "webhook-endpoint.created", endpoint);
        await work.CommitAsync(cancellationToken);
        return new WebhookEndpointWithSecret(id.ToString(), endpoint.Url, secret, null);
    }

    private static FieldError? Check(string[] topics) => topics.FirstOrDefault(topic => !WebhookTopics.All.Contains(topic)) is { } unknown
        ? new("/topics", FieldText.Excerpt(unknown), $"A topic is one of {string.Join(", ", WebhookTopics.All)}.")
        : topics.Length == 0 ? new("/topics", "", $"At least one topic is required: {string.Join(", ", WebhookTopics.All)}.") : null;
}
