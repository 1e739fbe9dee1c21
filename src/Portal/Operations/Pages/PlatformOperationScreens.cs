using Portal.Access;
using Portal.Components;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Layout;

namespace Portal.Operations.Pages;

/// <summary>What staff's page of the queue asks and does.</summary>
internal sealed class PlatformOperationScreens(CircuitStaff circuit, PlatformOperationQueries queries, ControlPlatformOperation control)
{
    public async Task<PageOf<PlatformOperationView>> ListAsync(string? state, string? kind, string? cursor, CancellationToken cancellationToken)
    {
        var page = (await queries.ListAsync(await circuit.GetAsync(), new(state, kind), new(null, cursor), cancellationToken)).OrRefuse();
        return new(page.Items, page.NextCursor);
    }

    /// <summary>Whether the page may offer it; the use case decides again.</summary>
    public async Task<bool> MayAsync() => (await circuit.GetAsync()).May(StaffPermission.ManageOperations);

    public async Task<Error?> RetryAsync(PlatformOperationView operation) =>
        (await control.RetryAsync(await circuit.GetAsync(), operation.Tenant, operation.Id, CancellationToken.None)).Error;

    public async Task<Error?> CancelAsync(PlatformOperationView operation, string reason) =>
        (await control.CancelAsync(await circuit.GetAsync(), operation.Tenant, operation.Id, new(reason), CancellationToken.None)).Error;
}
