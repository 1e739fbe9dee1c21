using Portal.Access;
using Portal.Domain;
using Portal.Layout;

namespace Portal.Tenancy.Pages;

/// <summary>What the danger page asks and does.</summary>
internal sealed class DangerScreens(CircuitCaller circuit, DeleteTenant delete)
{
    public TimeSpan Grace => delete.Grace;

    /// <summary>Where the tenant stands, and until when a deletion can be undone.</summary>
    public async Task<(string State, DateTimeOffset? DeleteAfter)> FindAsync(CancellationToken cancellationToken)
    {
        var view = (await delete.FindAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse();
        return (view.State, view.DeleteAfter);
    }

    public async Task<Error?> RequestAsync(string slug) => (await delete.RequestAsync(await circuit.GetAsync(), new(slug), CancellationToken.None)).Error;

    public async Task<Error?> CancelAsync() => (await delete.CancelAsync(await circuit.GetAsync(), CancellationToken.None)).Error;
}
