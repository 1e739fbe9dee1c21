using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Plugins;
using Portal.Domain.Rollouts;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Rollouts;
using Portal.Infrastructure.Tenancy;
using Portal.Rollouts;

namespace Portal.Plugins;

/// <summary>Starts a rollout of another version of an installed plugin.</summary>
internal sealed class UpgradePlugin(TenantUnitOfWorks units)
{
    public async Task<Result<Accepted>> ExecuteAsync(Caller caller, string id, UpgradePluginRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.InstallPlugins) is { } forbidden)
        {
            return forbidden;
        }

        if (string.IsNullOrEmpty(request.Version))
        {
            return new InvalidFields([new("/version", "", "A version is required, e.g. 1.1.0.")]);
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var installation = InstallationId.TryParse(id, out var installationId)
            ? await work.Db.Set<InstallationRow>().SingleOrDefaultAsync(i => i.Id == installationId && i.State != InstallationState.Removed, cancellationToken)
            : null;
        if (installation is null)
        {
            return new NotFound("installation", id);
        }

        var key = await work.Db.Set<PluginRow>().Where(p => p.Id == installation.PluginId).Select(p => p.Key).SingleAsync(cancellationToken);
        var choice = await VersionChooser.ChooseAsync(work, key, request.Version, cancellationToken);
        var strategy = request.Strategy is null
            ? Result<RolloutStrategy>.Of(StoredStrategy.Read(installation.Strategy))
            : StrategyText.Read(request.Strategy);
        if ((choice.Error ?? strategy.Error) is { } refused)
        {
            return refused;
        }

        if (installation.Version == choice.Value.Version)
        {
            return new SameVersion(key, choice.Value.Version);
        }

        if (installation.State == InstallationState.Uninstalling
            || await work.Db.Set<RolloutRow>().AnyAsync(r => r.InstallationId == installation.Id && r.FinishedAt == null, cancellationToken))
        {
            return new RolloutUnderWay(key);
        }

        var before = installation.State;
        installation.State = installation.Version is null ? InstallationState.Installing : InstallationState.Upgrading;
        installation.UpdatedAt = work.Now;
        try
        {
            var accepted = await StartRollout.GovernedAsync(work, caller, installation, choice.Value, strategy.Value, cancellationToken);
            if (!accepted.Succeeded)
            {
                return accepted;
            }

            work.Audit(caller, new("plugin.upgrade-requested", "installation", installation.Id.ToString(), choice.Value.Name,
                new Dictionary<string, string> { ["plugin"] = key, ["from"] = installation.Version ?? "", ["to"] = choice.Value.Version, ["strategy"] = strategy.Value.Kind })
            {
                Changes = [new("state", before.ToString(), installation.State.ToString()), new("version", installation.Version, choice.Value.Version)],
            });
            work.Publish(Topic.Installation, installation.Id.ToString());
            if (await work.CommitWithinQuotasAsync(caller, cancellationToken) is { } exceeded)
            {
                return exceeded;
            }

            return accepted;
        }
        catch (DbUpdateException clash) when (clash.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new RolloutUnderWay(key);
        }
    }
}
