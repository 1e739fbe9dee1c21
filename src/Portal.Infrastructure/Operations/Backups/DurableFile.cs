namespace Portal.Infrastructure.Operations.Backups;

/// <summary>Files that are on the disk, not only on their way to it, when writing them has ended.</summary>
internal static class DurableFile
{
    public static FileStream Create(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 128 * 1024, useAsync: true);

    public static async Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        await using var file = Create(path);
        await file.WriteAsync(content, cancellationToken);
        await file.FlushAsync(cancellationToken);
        file.Flush(flushToDisk: true);
    }
}
