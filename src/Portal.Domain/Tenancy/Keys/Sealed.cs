namespace Portal.Domain.Tenancy.Keys;

/// <summary>
/// A ciphertext, as the type of the columns that hold one: a text or bytes of any other kind cannot be put there by mistake.
/// </summary>
public sealed class Sealed
{
    private readonly byte[] _bytes;

    private Sealed(byte[] bytes, SealedHeader header) => (_bytes, Header) = (bytes, header);

    public SealedHeader Header { get; }

    /// <summary>As stored.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>What a cipher made, or a column held.</summary>
    /// <exception cref="FormatException">It has no header of ours, so it is no ciphertext.</exception>
    public static Sealed Of(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return SealedHeader.TryRead(bytes, out var header) ? new(bytes, header) : throw new FormatException("These bytes are no sealed value: they have no header of one.");
    }

    /// <summary>For storing.</summary>
    public byte[] ToArray() => [.. _bytes];

    /// <summary>Says nothing of the content.</summary>
    public override string ToString() => $"sealed by key {Header.KeyVersion}";
}
