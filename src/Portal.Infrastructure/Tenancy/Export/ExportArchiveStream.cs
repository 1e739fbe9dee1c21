using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>An archive that is ready, to be read from any place on. Fetches one piece at a time, and only those that are asked for.</summary>
/// <param name="exports">Where the pieces are.</param>
/// <param name="tenant">Whose.</param>
/// <param name="export">Which.</param>
/// <param name="ends">Where each piece ends, in order.</param>
internal sealed class ExportArchiveStream(TenantExports exports, TenantId tenant, ExportId export, long[] ends) : Stream
{
    private byte[] _piece = [];
    private int _held = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => ends.LastOrDefault();

    public override long Position { get; set; }

    /// <exception cref="InvalidOperationException">Removed while it is read, or its tenant suspended: the reader sees a transfer that broke off, never a short archive.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        var found = Array.BinarySearch(ends, Position + 1);
        var wanted = found < 0 ? ~found : found;
        if (wanted != _held)
        {
            _piece = await exports.ReadChunkAsync(tenant, export, wanted, cancellationToken)
                ?? throw new InvalidOperationException($"The archive of {export} ends after {Position} of {Length} bytes.");
            _held = wanted;
        }

        var from = (int)(Position - (ends[wanted] - _piece.Length));
        var count = Math.Min(buffer.Length, _piece.Length - from);
        _piece.AsMemory(from, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => Length,
    };

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The database is asked without blocking a thread.");

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
