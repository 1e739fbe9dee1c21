using Portal.Domain.Audit;

namespace Portal.Cli.Audit;

/// <summary>Whole lines of an export, and the memory that they are in.</summary>
internal sealed record LineChunk(byte[] Buffer, List<AuditLine> Lines)
{
    /// <param name="buffer">Holds whole lines; the file's last may lack its end.</param>
    /// <param name="length">Of what it holds.</param>
    public static LineChunk Read(byte[] buffer, int length)
    {
        var lines = new List<AuditLine>();
        for (var start = 0; start < length;)
        {
            var line = buffer.AsSpan(start, length - start).IndexOf((byte)'\n') is var end and >= 0 ? end : length - start;
            lines.Add(AuditLine.Read(buffer.AsMemory(start, line)));
            start += line + 1;
        }

        return new(buffer, lines);
    }
}
