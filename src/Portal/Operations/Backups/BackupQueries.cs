using System.Globalization;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations.Backups;
using Portal.Infrastructure.Operations.Backups;

namespace Portal.Operations.Backups;

/// <summary>The deployment's backups, for staff: youngest first, and how it stands with them.</summary>
internal sealed class BackupQueries(BackupDirectory directory, Cursors cursors, TimeProvider time)
{
    private const string List = "platform-backups";

    public async Task<Result<Page<BackupLine>>> ListAsync(StaffCaller staff, PageRequest page, CancellationToken cancellationToken)
    {
        var cursor = cursors.Read(default, List, page.Cursor);
        if ((staff.Lacks(StaffPermission.ReadDeployment) ?? page.Check() ?? cursor.Error) is { } refused)
        {
            return refused;
        }

        var before = cursor.Value is { } ticks ? new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero) : DateTimeOffset.MaxValue;
        var found = await directory.ListAsync(before, page.Take + 1, cancellationToken);
        var items = found.Take(page.Take).ToList();
        return new Page<BackupLine>(items, found.Count > items.Count ? cursors.Write(default, List, items[^1].StartedAt.UtcTicks.ToString(CultureInfo.InvariantCulture)) : null);
    }

    public async Task<Result<BackupSummary>> SummaryAsync(StaffCaller staff, CancellationToken cancellationToken)
    {
        if (staff.Lacks(StaffPermission.ReadDeployment) is { } refused)
        {
            return refused;
        }

        var standing = await directory.StandingAsync(cancellationToken);
        return new BackupSummary(standing.LastGood, standing.Every, standing.HasFailed, standing.IsLate(time.GetUtcNow()));
    }
}
