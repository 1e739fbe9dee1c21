using Portal.Access;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Infrastructure.Operations.Retention;
using Portal.Layout;

namespace Portal.Operations.Pages;

/// <summary>What staff's page of the queue asks and does.</summary>
internal sealed class PlatformOperationScreens(CircuitStaff circuit, PlatformOperationQueries queries, ControlPlatformOperation control, RetentionOptions retention)
{
    /// <summary>How long operations that were carried out or called off are kept.</summary>
    public TimeSpan Kept => retention.Operations;

    public async Task<PlatformOperationList> ListAsync(string? state, string? kind, string? cursor, CancellationToken cancellationToken) =>
        (await queries.ListAsync(await circuit.GetAsync(), new(state, kind), new(null, cursor), cancellationToken)).OrRefuse();

    /// <summary>Whether the page may offer it; the use case decides again.</summary>
    public async Task<bool> MayAsync() => (await circuit.GetAsync()).May(StaffPermission.ManageOperations);

    public async Task<Error?> RetryAsync(PlatformOperationView operation) =>
        (await control.RetryAsync(await circuit.GetAsync(), operation.Tenant, operation.Id, CancellationToken.None)).Error;

    public async Task<Error?> CancelAsync(PlatformOperationView operation, string reason) =>
        (await control.CancelAsync(await circuit.GetAsync(), operation.Tenant, operation.Id, new(reason), CancellationToken.None)).Error;
}
