using Portal.Local.Processes;

namespace Portal.Local.Folder;

/// <summary>Everything an instance keeps, under one folder that says whose it is.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string MarkerName = ".portal-local";
    private const string Format = "1";
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Root = path;
        _lock = held;
    }

    public string Root { get; }

    public string Logs => Path.Combine(Root, "logs");

    public string Kubeconfig => Path.Combine(Root, "kubeconfig");

    public string Description => Path.Combine(Root, "local.json");

    public string RunRecord => Path.Combine(Root, "run.json");

    public string Secrets => Path.Combine(Root, "secrets.json");

    /// <summary>What audit checkpoints are signed with.</summary>
    public string AuditKey => Path.Combine(Root, "audit.pem");

    /// <summary>Copies of the audit checkpoints, outside the database.</summary>
    public string AuditCheckpoints => Path.Combine(Root, "audit-checkpoints");

    /// <summary>Where the tenants' key-encryption keys are; the product makes the files, mode 600.</summary>
    public string Keys => Path.Combine(Root, "keys");

    public string Demo => Path.Combine(Root, "demo.json");

    public string Kubernetes => Path.Combine(Root, "kubernetes");

    public string Stripe => Path.Combine(Root, "stripe");

    public string LogFile(string process) => Path.Combine(Logs, process + ".log");

    /// <summary>Makes the folder ours, or says in one line why it cannot be.</summary>
    public static DataFolder Open(string path)
    {
        var root = Path.GetFullPath(path);
        try
        {
            var marker = Path.Combine(root, MarkerName);
            if (Directory.Exists(root) && !File.Exists(marker) && Directory.EnumerateFileSystemEntries(root).Any())
            {
                throw new LocalFailure($"{root} is not empty and was not made by Portal: choose another folder with --data");
            }

            CreateRoot(root);
            DiskSpace.Require(root);
            var held = Lock(root);
            if (!File.Exists(marker))
            {
                File.WriteAllText(marker, Format + "\n");
            }
            else if (File.ReadAllText(marker).Trim() != Format)
            {
                throw new LocalFailure($"{root} was made by another version of Portal: --reset starts over, --data chooses another folder");
            }

            var folder = new DataFolder(root, held);
            Directory.CreateDirectory(folder.Logs);
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LocalFailure($"cannot use the data folder {root}: {failure.Message}", failure);
        }
    }

    /// <summary>Empties the folder except for what says that it is ours and in use.</summary>
    public void Reset()
    {
        foreach (var entry in new DirectoryInfo(Root).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo directory)
            {
                directory.Delete(recursive: true);
            }
            else if (entry.Name is not (MarkerName or "lock"))
            {
                entry.Delete();
            }
        }

        Directory.CreateDirectory(Logs);
    }

    public void Dispose() => _lock.Dispose();

    private static void CreateRoot(string root)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new LocalFailure("Portal.Local runs on Linux");
        }

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        // As root the database's user has to walk through to its own folder; the secrets are files of mode 600.
        Directory.CreateDirectory(root, UnprivilegedUser.WhenRoot() is null ? owner : owner | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
    }

    // FileShare.None is flock(2) on Unix: the kernel drops it when we die, however we die.
    private static FileStream Lock(string root)
    {
        try
        {
            return new FileStream(Path.Combine(root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure)
        {
            throw new LocalFailure($"{root} is in use by another instance: stop it, or choose another folder with --data", failure);
        }
    }
}
