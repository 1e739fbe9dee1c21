namespace Portal.Cli.Audit;

/// <summary>A large file line by line, as bytes, without making a string of each.</summary>
internal static class FileLines
{
    public static void Read(FileInfo file, Action<ReadOnlyMemory<byte>> take)
    {
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        var buffer = new byte[1 << 20];
        var kept = 0;
        for (int read; (read = stream.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var (start, end) = (0, kept + read);
            for (int at; (at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) >= 0; start += at + 1)
            {
                take(buffer.AsMemory(start, at));
            }

            kept = end - start;
            if (start == 0 && kept == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
            else
            {
                buffer.AsSpan(start, kept).CopyTo(buffer);
            }
        }

        if (kept > 0)
        {
            take(buffer.AsMemory(0, kept));
        }
    }
}
