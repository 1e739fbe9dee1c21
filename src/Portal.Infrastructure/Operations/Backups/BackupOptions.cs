using Portal.Domain.Operations.Backups;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>Where backups go, who can open them, when they are made and how long they are kept. Bound from the section <c>Backup</c>.</summary>
public sealed class BackupOptions
{
    public const string SectionName = "Backup";

    /// <summary>The folder that holds the backups, one folder each. The web process need not see it; the operator and the commands do.</summary>
    /// <value>Empty makes none, whatever the schedule says.</value>
    public string Folder { get; set; } = "";

    /// <summary>As <see cref="BackupSchedule.TryParse"/> reads it.</summary>
    /// <value>The default is every day at 02:00 UTC, once there is a folder; <c>off</c> makes none.</value>
    public string Schedule { get; set; } = "02:00";

    /// <summary>Files with RSA public keys in PEM. Whoever has one of the private keys can open the backups.</summary>
    public IList<string> Recipients { get; } = [];

    /// <summary>A key file (<c>backup key FILE</c>), for one machine.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>A file with an RSA private key, where this machine may read backups: for <c>verify</c> and <c>restore</c>. Keep it off the machine that makes them.</summary>
    public string PrivateKey { get; set; } = "";

    /// <summary>The folder of <c>pg_dump</c> and <c>pg_restore</c>, of the server's version or newer.</summary>
    /// <value>Empty takes them from the PATH.</value>
    public string Programs { get; set; } = "";

    /// <summary>How many of the youngest backups are kept, verified or not. The default is 3.</summary>
    public int KeepLast { get; set; } = 3;

    /// <summary>The youngest verified backup of so many days is kept. The default is 7.</summary>
    public int KeepDaily { get; set; } = 7;

    /// <summary>The same by weeks. The default is 4.</summary>
    public int KeepWeekly { get; set; } = 4;

    /// <summary>The same by months. The default is 12.</summary>
    public int KeepMonthly { get; set; } = 12;

    public BackupRetention Retention => new(KeepLast, KeepDaily, KeepWeekly, KeepMonthly);

    /// <summary>Null when none are made by themselves.</summary>
    public BackupSchedule? Interval => Folder.Length > 0 && BackupSchedule.TryParse(Schedule, out var schedule) ? schedule : null;
}
