using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Portal.Operators.Kubernetes;

/// <summary>
/// Leader election by Lease. A lease is no fence: what protects is that leadership ends here, by the clock, before anyone
/// else may begin, and that every write of the reconciler asks first.
/// </summary>
internal sealed partial class LeaderElection(IKubernetesClient client, LeaseOptions options, TimeProvider time, ILogger<LeaderElection> logger) : ILeadership
{
    private long _trustedUntil;
    private string? _observedRecord;
    private long _observedAt;
    private TimeSpan? _expiresIn;

    public bool IsLeader => time.GetTimestamp() < Interlocked.Read(ref _trustedUntil);

    public void Demand()
    {
        if (!IsLeader)
        {
            throw new NotLeaderException();
        }
    }

    /// <summary>Competes until cancelled, and then lets go. <paramref name="lead"/> runs while this process leads and is cancelled when it no longer does.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (!await TryHoldAsync(cancellationToken))
            {
                await PauseAsync(cancellationToken, atMost: _expiresIn);
                continue;
            }

            Elected(logger, options.Identity);
            using var term = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var work = lead(term.Token);
            await HoldAsync(work, cancellationToken);
            Interlocked.Exchange(ref _trustedUntil, 0);
            await term.CancelAsync();
            await EndAsync(work);
            if (!cancellationToken.IsCancellationRequested)
            {
                Lost(logger, options.Identity);
                await PauseAsync(cancellationToken);
            }
        }

        await ReleaseAsync();
    }

    private async Task HoldAsync(Task work, CancellationToken cancellationToken)
    {
        while (IsLeader && !work.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            await PauseAsync(cancellationToken);
            if (!cancellationToken.IsCancellationRequested)
            {
                await TryHoldAsync(cancellationToken);
            }
        }
    }

    private async Task EndAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // As asked.
        }
        catch (Exception e)
        {
            WorkFailed(logger, e);
        }
    }

    /// <param name="cancellationToken">Ends it without a word.</param>
    /// <param name="atMost">When the other's lease runs out, if nothing is heard of it until then: whoever stands by is there in that moment.</param>
    private async Task PauseAsync(CancellationToken cancellationToken, TimeSpan? atMost = null)
    {
        var jitter = options.RetryPeriod * (0.8 + (Random.Shared.NextDouble() * 0.4));
        await Task.Delay(atMost < jitter ? atMost.Value : jitter, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<bool> TryHoldAsync(CancellationToken cancellationToken)
    {
        // The term is counted from before the request: a slow answer must not prolong it.
        var asked = time.GetTimestamp();
        _expiresIn = null;
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(options.RenewDeadline / 2);
            if (!await TryWriteAsync(deadline.Token))
            {
                Interlocked.Exchange(ref _trustedUntil, 0);
                return false;
            }

            Interlocked.Exchange(ref _trustedUntil, asked + (long)(options.RenewDeadline.TotalSeconds * time.TimestampFrequency));
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or KubernetesException or OperationCanceledException)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                RenewFailed(logger, e.Message);
            }

            // Still the leader until the deadline; a single failed renewal changes nothing.
            return IsLeader;
        }
    }

    private async Task<bool> TryWriteAsync(CancellationToken cancellationToken)
    {
        var lease = await client.FindAsync(ResourceKind.Lease, options.Lease, cancellationToken);
        if (lease is null)
        {
            await client.CreateAsync(ResourceKind.Lease, NewLease(), cancellationToken);
            return true;
        }

        var holder = lease.TextAt("spec", "holderIdentity");
        if (holder != options.Identity && !string.IsNullOrEmpty(holder) && !IsExpired(lease))
        {
            return false;
        }

        var spec = lease.ObjectAt("spec") ?? [];
        var changes = spec.WholeAt("leaseTransitions") ?? 0;
        spec["leaseTransitions"] = holder == options.Identity ? changes : changes + 1;
        spec["acquireTime"] = holder == options.Identity && spec.TextAt("acquireTime") is { } since ? since : Now();
        Hold(spec);
        lease["spec"] = spec;
        try
        {
            await client.ReplaceAsync(ResourceKind.Lease, lease, cancellationToken);
            return true;
        }
        catch (KubernetesException e) when (e.IsConflict)
        {
            return false;
        }
    }

    /// <summary>Judged by our own clock since the record last changed before our eyes: other machines' clocks do not matter.</summary>
    private bool IsExpired(JsonObject lease)
    {
        var record = lease.ResourceVersion();
        if (record != _observedRecord)
        {
            (_observedRecord, _observedAt) = (record, time.GetTimestamp());
        }

        var rest = TimeSpan.FromSeconds(lease.WholeAt("spec", "leaseDurationSeconds") ?? (long)options.Duration.TotalSeconds) - time.GetElapsedTime(_observedAt);
        _expiresIn = rest > TimeSpan.Zero ? rest : null;
        return _expiresIn is null;
    }

    private async Task ReleaseAsync()
    {
        try
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            var lease = await client.FindAsync(ResourceKind.Lease, options.Lease, deadline.Token);
            if (lease?["spec"] is JsonObject spec && spec.TextAt("holderIdentity") == options.Identity)
            {
                spec["holderIdentity"] = "";
                spec["leaseDurationSeconds"] = 1;
                await client.ReplaceAsync(ResourceKind.Lease, lease, deadline.Token);
            }
        }
        catch (Exception e) when (e is HttpRequestException or KubernetesException or OperationCanceledException)
        {
            // It runs out by itself.
            RenewFailed(logger, e.Message);
        }
    }

    private JsonObject NewLease()
    {
        var spec = new JsonObject { ["leaseTransitions"] = 0, ["acquireTime"] = Now() };
        Hold(spec);
        return new JsonObject
        {
            ["apiVersion"] = ResourceKind.Lease.ApiVersion,
            ["kind"] = ResourceKind.Lease.Kind,
            ["metadata"] = new JsonObject { ["name"] = options.Lease.Name, ["namespace"] = options.Lease.Namespace },
            ["spec"] = spec,
        };
    }

    private void Hold(JsonObject spec)
    {
        spec["holderIdentity"] = options.Identity;
        spec["leaseDurationSeconds"] = (int)options.Duration.TotalSeconds;
        spec["renewTime"] = Now();
    }

    // MicroTime of the API.
    private string Now() => time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    [LoggerMessage(5010, LogLevel.Information, "{Identity} is the leader.")]
    private static partial void Elected(ILogger logger, string identity);

    [LoggerMessage(5011, LogLevel.Warning, "{Identity} is no longer the leader.")]
    private static partial void Lost(ILogger logger, string identity);

    [LoggerMessage(5012, LogLevel.Warning, "The lease could not be renewed: {Reason}")]
    private static partial void RenewFailed(ILogger logger, string reason);

    [LoggerMessage(5013, LogLevel.Error, "The reconciler stopped.")]
    private static partial void WorkFailed(ILogger logger, Exception exception);
}
