using System.Text.Json;

namespace Portal.Domain.Audit;

/// <summary>
/// A line of an export, checked as far as it can be without the others, so that many can be read at once. Where the record is right in itself, the verifier
/// has only its place, tenant and hash to compare; everything else about a line, and all that is wrong with one, the verifier finds out itself.
/// </summary>
public readonly record struct AuditLine
{
    private AuditLine(ReadOnlyMemory<byte> text) => Text = text;

    /// <summary>The line without its end; it must not change while this is in use.</summary>
    public ReadOnlyMemory<byte> Text { get; }

    /// <summary>The leaf's, computed; null unless the line is a record of the tree as an export writes it, with all that it says of persons committed to.</summary>
    internal byte[]? Hash { get; private init; }

    internal long Sequence { get; private init; }

    internal ReadOnlyMemory<byte> Tenant { get; private init; }

    public static AuditLine Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            var record = new AuditRecordReader(text.Span);
            return record.Read() ? new(text) { Hash = record.Hash, Sequence = record.Sequence, Tenant = text[record.Tenant] } : new(text);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return new(text);
        }
    }
}
