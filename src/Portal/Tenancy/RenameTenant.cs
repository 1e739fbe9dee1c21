using System.Globalization;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Tenancy;

/// <summary>Gives the tenant another name. Only the version that was read is changed, so that two admins do not overwrite each other unseen.</summary>
internal sealed class RenameTenant(TenantUnitOfWorks units)
{
    /// <param name="caller">Who asks.</param>
    /// <param name="request">The new name.</param>
    /// <param name="version">Of <see cref="TenantView.Version"/>; null or empty is refused.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>The new version.</returns>
    public async Task<Result<string>> ExecuteAsync(Caller caller, RenameTenantRequest request, string? version, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ManageTenant) is { } forbidden)
        {
            return forbidden;
        }

        if (FieldText.Check("/name", request.Name, "A name", 100) is { } fault)
        {
            return new InvalidFields([fault]);
        }

        if (string.IsNullOrEmpty(version))
        {
            return new VersionMissing("tenant");
        }

        if (!long.TryParse(version, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ticks) || ticks <= 0 || ticks > DateTimeOffset.MaxValue.Ticks)
        {
            return new TenantChanged();
        }

        // Tenants are the platform's: who serves one may read it only.
        await using var work = await units.BeginAsPlatformAsync(caller.Tenant, cancellationToken);
        if (work.State is { } state && !state.IsServed())
        {
            return new TenantNotServed(state);
        }

        await using var update = work.Command(
            """
            update portal.tenant t set name = $2, updated_at = $3 from portal.tenant before where t.id = $1 and t.updated_at = $4 and before.id = t.id returning before.name
            """);
        update.With(caller.Tenant.Value, request.Name!.Trim(), work.Now, new DateTimeOffset(ticks, TimeSpan.Zero));

        if (await update.ExecuteScalarAsync(cancellationToken) is not string before)
        {
            return new TenantChanged();
        }

        work.Audit(caller, new("tenant.renamed", "tenant", caller.Tenant.ToString(), request.Name.Trim(), new Dictionary<string, string>())
        {
            Changes = [new("name", before, request.Name.Trim())],
        });
        work.Publish(Topic.Tenant, caller.Tenant.ToString());
        await work.CommitAsync(cancellationToken);
        return TenantQueries.Version(work.Now);
    }
}
