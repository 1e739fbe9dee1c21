using Portal.Access;
using Portal.Domain;
using Portal.Domain.Tenancy;
using Portal.Layout;

namespace Portal.Tenancy.Pages;

/// <summary>What the settings' pages ask and do.</summary>
internal sealed class TenantScreens(CircuitCaller circuit, TenantQueries tenants, RenameTenant rename, QuotaQueries quotas)
{
    public async Task<TenantView> TenantAsync(CancellationToken cancellationToken) =>
        (await tenants.FindAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse();

    public async Task<Result<string>> RenameAsync(string name, string version, CancellationToken cancellationToken) =>
        await rename.ExecuteAsync(await circuit.GetAsync(), new(name), version, cancellationToken);

    public async Task<IReadOnlyList<Quota>> QuotasAsync(CancellationToken cancellationToken) =>
        (await quotas.ListAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse();

    public async Task<IReadOnlyList<RequestCount>> RequestsAsync(CancellationToken cancellationToken) =>
        (await quotas.RequestsAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse();
}
