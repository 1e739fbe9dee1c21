using Portal.Access;
using Portal.Components;
using Portal.Domain.Operations.Backups;
using Portal.Layout;

namespace Portal.Operations.Backups.Pages;

/// <summary>What the page of backups asks.</summary>
internal sealed class BackupScreens(CircuitStaff circuit, BackupQueries queries)
{
    public async Task<PageOf<BackupLine>> ListAsync(string? cursor, CancellationToken cancellationToken)
    {
        var page = (await queries.ListAsync(await circuit.GetAsync(), new(null, cursor), cancellationToken)).OrRefuse();
        return new(page.Items, page.NextCursor);
    }

    public async Task<BackupSummary> SummaryAsync(CancellationToken cancellationToken) => (await queries.SummaryAsync(await circuit.GetAsync(), cancellationToken)).OrRefuse();
}
