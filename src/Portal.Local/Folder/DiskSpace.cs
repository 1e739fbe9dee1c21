namespace Portal.Local.Folder;

/// <summary>PostgreSQL stops in the middle of things when the disk is full: better not to start.</summary>
internal static class DiskSpace
{
    private const long NeededMegabytes = 256;

    public static void Require(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace / (1024 * 1024);
        if (free < NeededMegabytes)
        {
            throw new LocalFailure($"the disk that holds {folder} is full: {free} MB free, {NeededMegabytes} MB needed");
        }
    }
}
