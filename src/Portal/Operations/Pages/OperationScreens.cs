using Portal.Access;
using Portal.Components;
using Portal.Domain;
using Portal.Infrastructure.Operations.Retention;
using Portal.Layout;

namespace Portal.Operations.Pages;

/// <summary>What the pages of operations ask and do.</summary>
internal sealed class OperationScreens(CircuitCaller circuit, OperationQueries queries, ControlOperation control, RetentionOptions retention)
{
    /// <summary>How long operations that were carried out or called off are kept.</summary>
    public TimeSpan Kept => retention.Operations;

    public async Task<PageOf<OperationView>> ListAsync(string? state, string? kind, string? cursor, CancellationToken cancellationToken)
    {
        var page = (await queries.ListAsync(await circuit.GetAsync(), new(state, kind), new(null, cursor), cancellationToken)).OrRefuse();
        return new(page.Items, page.NextCursor);
    }

    public async Task<OperationView?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await queries.FindAsync(await circuit.GetAsync(), id, cancellationToken)).OrMissing();

    public async Task<Error?> RetryAsync(string id) => (await control.RetryAsync(await circuit.GetAsync(), id, CancellationToken.None)).Error;

    public async Task<Error?> CancelAsync(string id, string reason) => (await control.CancelAsync(await circuit.GetAsync(), id, new(reason), CancellationToken.None)).Error;
}
