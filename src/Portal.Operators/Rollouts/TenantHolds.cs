using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Npgsql;
using Portal.Infrastructure.Database;
using Portal.Operators.Kubernetes;

namespace Portal.Operators.Rollouts;

/// <summary>
/// The tenants that are suspended or being deleted, read anew at most once a second for all rollouts together. While the database is away
/// the last reading counts: rollouts go on without it, and held ones stay held.
/// </summary>
internal sealed class TenantHolds(PlatformDatabase database, TimeProvider time) : ITenantHolds, IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _reading = new(1);
    private FrozenSet<Guid> _held = [];
    private long? _readAt;

    public async Task<bool> IsHeldAsync(JsonObject rollout, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(rollout.Label(RolloutNames.TenantLabel), out var tenant))
        {
            // Applied by hand: no tenant's.
            return false;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_readAt is not { } at || time.GetElapsedTime(at) >= Fresh)
            {
                _held = await ReadAsync(cancellationToken);
                _readAt = time.GetTimestamp();
            }
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            _readAt = time.GetTimestamp();
        }
        finally
        {
            _reading.Release();
        }

        return _held.Contains(tenant);
    }

    public void Dispose() => _reading.Dispose();

    private async Task<FrozenSet<Guid>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var select = database.Source.CreateCommand("select id from portal.tenant where state in ('suspended', 'deleting')");
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        var held = new List<Guid>();
        while (await row.ReadAsync(cancellationToken))
        {
            held.Add(row.GetGuid(0));
        }

        return held.ToFrozenSet();
    }
}
