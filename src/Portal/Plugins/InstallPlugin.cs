using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Plugins;
using Portal.Infrastructure.Billing;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Plugins;
using Portal.Infrastructure.Tenancy;
using Portal.Rollouts;

namespace Portal.Plugins;

/// <summary>Puts a plugin into a tenant: the installation, its first rollout and the operation that carries it out commit together.</summary>
internal sealed class InstallPlugin(TenantUnitOfWorks units)
{
    public async Task<Result<Accepted>> ExecuteAsync(Caller caller, InstallPluginRequest request, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.InstallPlugins) is { } forbidden)
        {
            return forbidden;
        }

        var strategy = StrategyText.Read(request.Strategy);
        if (!strategy.Succeeded)
        {
            return strategy.Error!;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var choice = await VersionChooser.ChooseAsync(work, request.Plugin, request.Version, cancellationToken);
        if (!choice.Succeeded)
        {
            return choice.Error!;
        }

        var plugin = choice.Value;
        if (await work.Db.Set<InstallationRow>().AnyAsync(i => i.PluginId == plugin.Plugin && i.State != InstallationState.Removed, cancellationToken))
        {
            return new AlreadyInstalled(plugin.Key);
        }

        if (plugin.Paid && !await work.Db.Set<EntitlementRow>().AnyAsync(e => e.PluginId == plugin.Plugin && e.RevokedAt == null, cancellationToken))
        {
            return new NotEntitled(plugin.Key);
        }

        var installation = new InstallationRow
        {
            TenantId = caller.Tenant,
            Id = new(work.NewId()),
            PluginId = plugin.Plugin,
            State = InstallationState.Installing,
            Strategy = StrategyText.Write(strategy.Value),
            CreatedBy = caller.Id,
            CreatedAt = work.Now,
            UpdatedAt = work.Now,
        };
        work.Db.Add(installation);
        try
        {
            // Before the rollout that refers to it: the model knows no navigation between the two.
            if (await work.SaveWithinQuotasAsync(cancellationToken) is { } tooMany)
            {
                return tooMany;
            }

            var accepted = await StartRollout.GovernedAsync(work, caller, installation, plugin, strategy.Value, cancellationToken);
            if (!accepted.Succeeded)
            {
                return accepted;
            }

            work.Audit(caller, new("plugin.install-requested", "installation", installation.Id.ToString(), plugin.Name,
                new Dictionary<string, string> { ["plugin"] = plugin.Key, ["version"] = plugin.Version, ["strategy"] = strategy.Value.Kind })
            {
                Changes = [new("state", null, installation.State.ToString()), new("version", null, plugin.Version)],
            });
            work.Publish(Topic.Installation, installation.Id.ToString());
            return await work.CommitWithinQuotasAsync(caller, cancellationToken) is { } exceeded ? exceeded : accepted;
        }
        catch (DbUpdateException clash) when (clash.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new AlreadyInstalled(plugin.Key);
        }
    }
}
