using Portal.Access;
using Portal.Api;
using Portal.Domain;
using Portal.Layout;
using Portal.Operations;

namespace Portal.Tenancy.Export.Pages;

/// <summary>What the export page asks and does.</summary>
internal sealed class ExportScreens(CircuitCaller circuit, ExportQueries exports, StartExport start, OperationQueries operations)
{
    public async Task<Page<ExportView>> ListAsync(string? cursor, CancellationToken cancellationToken) =>
        (await exports.ListAsync(await circuit.GetAsync(), new(null, cursor), cancellationToken)).OrRefuse();

    /// <summary>The export under way with its operation; null when there is none.</summary>
    public async Task<(ExportView Export, OperationView Operation)?> OpenAsync(CancellationToken cancellationToken)
    {
        var caller = await circuit.GetAsync();
        // It can only be the newest: there is one at a time.
        var newest = (await exports.ListAsync(caller, new(1, null), cancellationToken)).OrRefuse().Items;
        return newest is [var export] && ExportWords.IsOpen(export.State) && (await operations.FindAsync(caller, export.Operation, cancellationToken)).OrMissing() is { } operation
            ? (export, operation)
            : null;
    }

    public async Task<Result<ExportView>> StartAsync(CancellationToken cancellationToken) => await start.ExecuteAsync(await circuit.GetAsync(), cancellationToken);
}
