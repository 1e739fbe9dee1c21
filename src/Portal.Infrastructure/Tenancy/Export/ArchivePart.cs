using System.Security.Cryptography;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>One file on its way into an archive: lines in, counted and hashed, in pieces of a size that a compressor likes.</summary>
internal sealed class ArchivePart(Stream target) : IAsyncDisposable
{
    private const int PieceBytes = 64 * 1024;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream _piece = new(PieceBytes * 2);

    public long Lines { get; private set; }

    public long Bytes { get; private set; }

    public async ValueTask WriteLineAsync(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        _piece.Write(line.Span);
        _piece.WriteByte((byte)'\n');
        Lines++;
        if (_piece.Length >= PieceBytes)
        {
            await FlushAsync(cancellationToken);
        }
    }

    /// <returns>SHA-256 of everything written, in hex.</returns>
    public async Task<string> CompleteAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public ValueTask DisposeAsync()
    {
        _hash.Dispose();
        return _piece.DisposeAsync();
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var piece = _piece.GetBuffer().AsMemory(0, (int)_piece.Length);
        _hash.AppendData(piece.Span);
        Bytes += piece.Length;
        await target.WriteAsync(piece, cancellationToken);
        _piece.SetLength(0);
    }
}
