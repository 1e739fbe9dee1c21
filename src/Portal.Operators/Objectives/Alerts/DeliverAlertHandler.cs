using Microsoft.Extensions.Options;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Infrastructure.Tenancy;
using Portal.Operators.Operations;

namespace Portal.Operators.Objectives.Alerts;

/// <summary>
/// Sends one message to one channel. At least once, and recognizable as a repetition. A channel that is away for hours loses nothing: after a few quick attempts the message is
/// ordered anew every five minutes for a day, then it is a failed operation that a person can retry.
/// </summary>
internal sealed class DeliverAlertHandler(
    AlertSecrets secrets, IEnumerable<IAlertSender> senders, TenantDirectory tenants, IOptions<AlertOptions> options, TimeProvider time) : IOperationHandler
{
    public const int QuickAttempts = 4;
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan GivesUpAfter = TimeSpan.FromHours(24);

    private readonly Dictionary<AlertChannelKind, IAlertSender> _senders = senders.ToDictionary(sender => sender.Kind);

    public string Kind => OperationKind.DeliverAlert;

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        if (!AlertDeliveryId.TryParse(work.Operation.SubjectId, out var id))
        {
            throw new OperationRefusedException($"{work.Operation.SubjectId} is not an alert's delivery.");
        }

        if (await AlertWork.FindAsync(work, id, cancellationToken) is not { } found || found.Delivery.DeliveredAt is not null)
        {
            return;
        }

        if (Needless(found) is { } reason)
        {
            await work.TellAsync("send", "succeeded", reason, cancellationToken);
            return;
        }

        var answer = found is { Delivery.Action: AlertAction.Resolve, Began.DeliveredAt: null }
            ? new AlertAnswer("The channel has not been told yet that it began.")
            : await SendAsync(work, found, cancellationToken);
        await found.KeepAsync(work, answer, cancellationToken);
        if (answer.Error is { } error)
        {
            await PostponeAsync(work, found, error, answer.IsFinal, cancellationToken);
        }
    }

    private static string? Needless(AlertWork found) => found switch
    {
        { Channel.DisabledAt: not null, Alert.Class: not AlertClass.Test } => "The channel is disabled: nothing was sent.",
        { Delivery.Action: AlertAction.Trigger, Delivery.Held: not null, Channel.EscalateAfterMinutes: not null, Alert.AcknowledgedAt: not null } =>
            $"{found.Alert.AcknowledgedBy} has acknowledged it in time: nothing was sent.",
        { Delivery.Action: AlertAction.Trigger, Delivery.Held: not null, Delivery.Attempts: 0, Alert.ResolvedAt: not null } => "It was over in time: nothing was sent.",
        { Delivery.Action: AlertAction.Resolve, Began: { Held: not null, DeliveredAt: null, Attempts: 0 } } => "It was never told that it began: nothing was sent.",
        _ => null,
    };

    /// <summary>Outside any transaction: neither a key service nor a channel is waited for in one.</summary>
    private async Task<AlertAnswer> SendAsync(OperationWork work, AlertWork found, CancellationToken cancellationToken)
    {
        var (channel, tenant) = (found.Channel, work.Operation.Tenant);
        if (channel.SecretSealed is null && channel.Kind is not (AlertChannelKind.Email or AlertChannelKind.Alertmanager))
        {
            return new AlertAnswer("The channel has no secret, as after an import: make it anew.", IsFinal: true);
        }

        string secret;
        try
        {
            secret = channel.SecretSealed is { } stored ? await secrets.OpenAsync(tenant, channel.Id, stored, cancellationToken) : "";
        }
        catch (KeyFailureException failure) when (failure.Refusal is not KeysUnavailable)
        {
            return new AlertAnswer(failure.Message, IsFinal: true);
        }

        // The key before the latest one signs for a day.
        secret = channel.SecondKeyUntil <= time.GetUtcNow() ? secret.Split(' ')[0] : secret;
        var (dashboard, runbook) = (await DashboardAsync(tenant, cancellationToken), options.Value.RunbookUrl);
        var message = new AlertMessage(
            found.Delivery.Id.ToString(), found.ToAlert(dashboard, runbook.Length == 0 ? null : runbook), found.Delivery.Action, channel.Target, secret, found.Began?.Reference);
        return await _senders[channel.Kind].SendAsync(message, cancellationToken);
    }

    private async Task<string?> DashboardAsync(TenantId tenant, CancellationToken cancellationToken) => options.Value.DashboardUrl is { Length: > 0 } template
        ? template.Replace("{slug}", (await tenants.FindAsync(tenant, cancellationToken))?.Slug, StringComparison.Ordinal)
        : null;

    private async Task PostponeAsync(OperationWork work, AlertWork found, string error, bool isFinal, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (isFinal || now - found.Delivery.CreatedAt >= GivesUpAfter)
        {
            throw new OperationRefusedException(error);
        }

        if (work.Operation.Tries < QuickAttempts)
        {
            throw new InvalidOperationException(error);
        }

        await using var unit = await work.Units.BeginInAnyStateAsync(work.Operation.Tenant, cancellationToken);
        unit.Enqueue(
            OperationKind.DeliverAlert, work.Operation.Id + "/again", ("alert-delivery", found.Delivery.Id.ToString()), "{}", work.Operation.CorrelationId, work.Operation.CreatedBy, now + Again);
        await unit.CommitAsync(cancellationToken);
        await work.TellAsync("send", "failed", $"{error} It is tried again in {Again.TotalMinutes:0} minutes, for a day.", cancellationToken);
    }
}
