using System.Globalization;
using System.Threading.Channels;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Tenancy.Data;
using Portal.Infrastructure.Tenancy.Export;
using Portal.Operators.Operations;

namespace Portal.Operators.Tenancy.Export;

/// <summary>Writes a tenant's archive. Killed half-way, it leaves nothing, and is begun again.</summary>
internal sealed class ExportTenantHandler(TenantExports exports) : IOperationHandler
{
    public string Kind => OperationKind.ExportTenant;

    // Some hundred thousand rows are a matter of seconds; a tenant that takes an hour has some hundred million.
    public TimeSpan? Longest => TimeSpan.FromHours(1);

    public async Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var tables = Channel.CreateUnbounded<(TableProgress At, long Rows)>();
        // Telling waits for nothing that the archive holds: a move of the tenant lets units of work that began earlier end before new ones begin.
        var telling = TellAsync(work, tables.Reader, cancellationToken);
        bool made;
        try
        {
            made = await exports.MakeAsync(work.Operation.Tenant, Read(work), (at, rows) => tables.Writer.WriteAsync((at, rows), cancellationToken).AsTask(), cancellationToken);
        }
        finally
        {
            tables.Writer.Complete();
            await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await work.TellAsync("archive", "succeeded", made ? "The archive is ready." : "There was nothing left to do.", cancellationToken);
    }

    public Task AbandonAsync(OperationWork work, string reason, CancellationToken cancellationToken) =>
        exports.FailAsync(work.Operation.Tenant, Read(work), reason, cancellationToken);

    private static ExportId Read(OperationWork work) => ExportId.TryParse(work.Operation.SubjectId, out var id)
        ? id
        : throw new OperationRefusedException($"{work.Operation.SubjectId} is not an export.");

    private static async Task TellAsync(OperationWork work, ChannelReader<(TableProgress At, long Rows)> tables, CancellationToken cancellationToken)
    {
        await foreach (var (at, rows) in tables.ReadAllAsync(cancellationToken))
        {
            // The end, where the archive is closed, is not in these.
            await work.ReportAsync(at.Percent * 95 / 100, $"{at} written", cancellationToken);
            if (rows > 0)
            {
                await work.TellAsync(at.Table, "succeeded", string.Create(CultureInfo.InvariantCulture, $"{rows:N0} {(rows == 1 ? "row" : "rows")} of {at.Table}."), cancellationToken);
            }
        }
    }
}
