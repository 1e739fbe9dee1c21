using Portal.Local.Folder;
using Portal.Local.Postgres;
using Portal.Local.Processes;

namespace Portal.Local.Startup;

/// <summary>The server the instance uses: its own private cluster, or the one that <c>PORTAL_DATABASE</c> names.</summary>
internal sealed record Database(DatabaseAccess Access, SupervisedProcess? Process)
{
    public static async Task<Database> StartAsync(InstanceSettings settings, Children children, CancellationToken cancellationToken)
    {
        if (settings.ExistingDatabase is { } given)
        {
            return new Database(new DatabaseAccess(given), Process: null);
        }

        var folder = settings.Folder;
        var log = children.OpenLog("postgres");
        var runAs = UnprivilegedUser.WhenRoot();
        var place = await ClusterFolder.PrepareAsync(folder.Root, runAs, settings.Terminal.Line, cancellationToken);
        var cluster = new PostgresCluster(PostgresBinaries.Find(), place, SecretsFile.Open(folder.Secrets).PostgresPassword, runAs);
        await cluster.CreateIfMissingAsync(log.Quietly, cancellationToken);
        var process = await children.StartAsync(cluster.Plan(), log, cancellationToken);
        return new Database(new DatabaseAccess(cluster.ConnectionString), process);
    }
}
