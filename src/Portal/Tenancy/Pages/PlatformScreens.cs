using Portal.Access;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Infrastructure.Database;
using Portal.Layout;
using Portal.Operations.Webhooks.Pages;
using Portal.Tenancy.Keys;

namespace Portal.Tenancy.Pages;

/// <summary>What staff's pages ask and do.</summary>
internal sealed class PlatformScreens(
    CircuitStaff circuit, PlatformTenants tenants, PlatformTenantQueries queries, ChangeTenant change, MoveTenant move, AgreeQuota agree, PlatformKeys keys,
    OwnDatabases databases)
{
    public async Task<PageOf<PlatformTenantItem>> ListAsync(string? state, string? search, string? cursor, CancellationToken cancellationToken)
    {
        var page = (await tenants.ListAsync(await circuit.GetAsync(), new(state, search), new(null, cursor), cancellationToken)).OrRefuse();
        return new(page.Items, page.NextCursor);
    }

    public async Task<PlatformTenantDetail?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await queries.FindAsync(await circuit.GetAsync(), id, cancellationToken)).OrMissing();

    /// <summary>Whether a page may offer it; the use case decides again.</summary>
    public async Task<bool> MayAsync(StaffPermission permission) => (await circuit.GetAsync()).May(permission);

    public async Task<Error?> SuspendAsync(string id, string reason, string note) =>
        (await change.SuspendAsync(await circuit.GetAsync(), id, new(reason, note), CancellationToken.None)).Error;

    public async Task<Error?> ResumeAsync(string id) => (await change.ResumeAsync(await circuit.GetAsync(), id, CancellationToken.None)).Error;

    public async Task<Error?> DeleteAsync(string id, int? graceDays) =>
        (await change.DeleteAsync(await circuit.GetAsync(), id, new(graceDays, null), CancellationToken.None)).Error;

    /// <summary>Names of the databases that a tenant can have to itself.</summary>
    public IReadOnlyList<string> Databases => [.. databases.All.Select(database => database.Name)];

    /// <param name="id">The tenant.</param>
    /// <param name="place"><c>schema</c>, or a name of <see cref="Databases"/>.</param>
    public async Task<Error?> MoveAsync(string id, string place) =>
        (await move.ExecuteAsync(
            await circuit.GetAsync(), id, place == "schema" ? new("schema", null) : new("database", place), CancellationToken.None)).Error;

    public async Task<Error?> AgreeAsync(string id, string resource, long? limit, string reason) =>
        (await agree.AgreeAsync(await circuit.GetAsync(), id, resource, new(limit, reason), CancellationToken.None)).Error;

    public async Task<Error?> WithdrawAsync(string id, string resource) =>
        (await agree.WithdrawAsync(await circuit.GetAsync(), id, resource, CancellationToken.None)).Error;

    public async Task<IReadOnlyList<TenantKeyView>> KeysAsync(string id, CancellationToken cancellationToken) =>
        (await keys.ListAsync(await circuit.GetAsync(), id, cancellationToken)).OrRefuse();

    public async Task<Error?> RotateKeyAsync(string id)
    {
        var staff = await circuit.GetAsync();
        return (await KeyAnswers.OrRefusalAsync(() => keys.RotateAsync(staff, id, CancellationToken.None))).Error;
    }

    public async Task<Error?> DestroyKeysAsync(string id, string slug)
    {
        var staff = await circuit.GetAsync();
        return (await KeyAnswers.OrRefusalAsync(() => keys.DestroyAsync(staff, id, new(slug), CancellationToken.None))).Error;
    }

    public async Task<Error?> CancelDeletionAsync(string id) => (await change.CancelDeletionAsync(await circuit.GetAsync(), id, CancellationToken.None)).Error;
}
