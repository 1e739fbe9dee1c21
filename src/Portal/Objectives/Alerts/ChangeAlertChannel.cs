using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Infrastructure.Operations.Webhooks;

namespace Portal.Objectives.Alerts;

/// <summary>Changes a channel, or stops and resumes telling it of alerts.</summary>
internal sealed class ChangeAlertChannel(TenantUnitOfWorks units, IOptions<WebhookOptions> options)
{
    /// <param name="caller">Who asks.</param>
    /// <param name="id">Of the channel.</param>
    /// <param name="request">The channel as a whole; its kind and its secret stay.</param>
    /// <param name="version">The one that was read; null or empty is refused.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public async Task<Result<AlertChannelView>> ReplaceAsync(Caller caller, string id, ChangeAlertChannelRequest request, string? version, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await AlertChannels.FindAsync(work, id, cancellationToken) is not { } channel)
        {
            return AlertChannels.Missing(id);
        }

        if (string.IsNullOrEmpty(version))
        {
            return new VersionMissing("alert channel");
        }

        var whole = new AlertChannelRequest(
            request.Name, AlertChannelView.Word(channel.Kind), request.Target, null, request.Severity, request.QuietFrom, request.QuietUntil, request.TimeZone,
            request.EscalateAfterMinutes, request.Exceptions, request.RepeatAfterMinutes);
        if (AlertChannelCheck.Of(whole, options.Value.AllowPrivateTargets, withSecret: false) is { Count: > 0 } faults)
        {
            return new InvalidFields(faults);
        }

        if (version != channel.Version.ToString(CultureInfo.InvariantCulture))
        {
            return new AlertChannelChanged();
        }

        AlertChannels.Write(channel, whole);
        return await KeepAsync(work, caller, channel, "alert-channel.changed", cancellationToken);
    }

    public async Task<Result<AlertChannelView>> SetEnabledAsync(Caller caller, string id, bool enabled, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await AlertChannels.FindAsync(work, id, cancellationToken) is not { } channel)
        {
            return AlertChannels.Missing(id);
        }

        if (enabled == channel.DisabledAt is null)
        {
            return AlertChannelView.Of(channel);
        }

        channel.DisabledAt = enabled ? null : work.Now;
        return await KeepAsync(work, caller, channel, enabled ? "alert-channel.enabled" : "alert-channel.disabled", cancellationToken);
    }

    private static async Task<Result<AlertChannelView>> KeepAsync(TenantUnitOfWork work, Caller caller, AlertChannelRow channel, string action, CancellationToken cancellationToken)
    {
        (channel.Version, channel.UpdatedAt) = (channel.Version + 1, work.Now);
        AlertChannels.Tell(work, caller, action, channel);
        try
        {
            await work.CommitAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new AlertChannelChanged();
        }

        return AlertChannelView.Of(channel);
    }
}
