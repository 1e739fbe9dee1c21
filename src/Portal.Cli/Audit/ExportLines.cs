using System.Buffers;
using System.Threading.Channels;
using Portal.Domain.Audit;

namespace Portal.Cli.Audit;

/// <summary>
/// An export's lines in their order, while those ahead are read on all processors. Only a few chunks are in memory at any time, whatever the file's size.
/// </summary>
internal static class ExportLines
{
    private const int ChunkSize = 256 * 1024;

    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task ReadAsync(FileInfo file, Action<AuditLine> take)
    {
        await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        var ahead = Channel.CreateBounded<Task<LineChunk>>(Environment.ProcessorCount * 2);
        var cutting = Task.Run(() => CutAsync(stream, ahead.Writer));
        await foreach (var reading in ahead.Reader.ReadAllAsync())
        {
            var chunk = await reading;
            chunk.Lines.ForEach(take);
            ArrayPool<byte>.Shared.Return(chunk.Buffer);
        }

        await cutting;
    }

    private static async Task CutAsync(FileStream stream, ChannelWriter<Task<LineChunk>> ahead)
    {
        try
        {
            var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
            var filled = 0;
            for (int read; (read = await stream.ReadAsync(buffer.AsMemory(filled))) > 0;)
            {
                filled += read;
                var end = buffer.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
                if (end == 0 && filled < buffer.Length)
                {
                    continue;
                }

                // What was begun goes to the next chunk; a line that no chunk holds, to a larger one.
                var next = ArrayPool<byte>.Shared.Rent(end == 0 ? buffer.Length * 2 : Math.Max(ChunkSize, filled - end + 1));
                buffer.AsSpan(end, filled - end).CopyTo(next);
                if (end > 0)
                {
                    await ahead.WriteAsync(ReadAsync(buffer, end));
                }

                (buffer, filled) = (next, filled - end);
            }

            await ahead.WriteAsync(ReadAsync(buffer, filled));
            ahead.Complete();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            ahead.Complete(fault);
        }
    }

    private static Task<LineChunk> ReadAsync(byte[] buffer, int length) => Task.Run(() => LineChunk.Read(buffer, length));
}
