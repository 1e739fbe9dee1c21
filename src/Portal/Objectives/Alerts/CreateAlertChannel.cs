using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Objectives.Alerts;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Objectives.Alerts;

/// <summary>Adds a place that alerts are sent to. Its secret goes in and never comes out.</summary>
internal sealed class CreateAlertChannel(TenantUnitOfWorks units, AlertSecrets secrets, IOptions<WebhookOptions> options, TimeProvider time)
{
    public const int Most = 20;

    public async Task<Result<AlertChannelView>> ExecuteAsync(Caller caller, AlertChannelRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        if (AlertChannelCheck.Of(request, options.Value.AllowPrivateTargets) is { Count: > 0 } faults)
        {
            return new InvalidFields(faults);
        }

        // Before the transaction: a key service may be asked.
        var id = new AlertChannelId(Guid.CreateVersion7(time.GetUtcNow()));
        var stored = string.IsNullOrEmpty(request.Secret) ? null : await secrets.SealAsync(caller.Tenant, id, request.Secret, cancellationToken);
        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await work.Db.Set<AlertChannelRow>().CountAsync(cancellationToken) >= Most)
        {
            return new TooManyAlertChannels(Most);
        }

        AlertChannelCheck.TryWord<AlertChannelKind>(request.Kind, out var kind);
        var channel = new AlertChannelRow
        {
            TenantId = caller.Tenant,
            Id = id,
            Name = request.Name!,
            Kind = kind,
            Target = "",
            SecretSealed = stored,
            Severity = AlertSeverity.Warning,
            TimeZone = "UTC",
            CreatedBy = caller.Id,
            CreatedAt = work.Now,
            UpdatedAt = work.Now,
        };
        AlertChannels.Write(channel, request);
        work.Db.Add(channel);
        AlertChannels.Tell(work, caller, "alert-channel.created", channel);
        await work.CommitAsync(cancellationToken);
        return AlertChannelView.Of(channel);
    }
}
