namespace Portal.Local.Kubernetes;

/// <summary>Replaces a file in one step, readable by its owner only.</summary>
internal static class PrivateFile
{
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        await using (var stream = Create(path, out var scratch))
        {
            await using (var writer = new StreamWriter(stream))
            {
                await writer.WriteAsync(text.AsMemory(), cancellationToken);
            }

            File.Move(scratch, path, overwrite: true);
        }
    }

    /// <summary>Opens the scratch file beside <paramref name="path"/> that is moved over it when complete.</summary>
    public static FileStream Create(string path, out string scratch)
    {
        scratch = path + ".tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(scratch, options);
    }
}
