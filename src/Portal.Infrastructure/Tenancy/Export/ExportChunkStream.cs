using System.Security.Cryptography;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Infrastructure.Tenancy.Export;

/// <summary>Takes an archive as it is written and stores it in pieces, in the unit of work that makes it ready. Holds one piece at a time.</summary>
internal sealed class ExportChunkStream(TenantUnitOfWork work, ExportId export) : Stream
{
    /// <summary>Small enough to be read at once for a download.</summary>
    public const int ChunkBytes = 512 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream _pending = new(ChunkBytes);
    private int _chunks;
    private long _written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _written;

    public override long Position { get => _written; set => throw new NotSupportedException(); }

    /// <summary>Stores what is left.</summary>
    /// <returns>SHA-256 of all of it.</returns>
    public async Task<byte[]> CompleteAsync(CancellationToken cancellationToken)
    {
        await StoreAsync(cancellationToken);
        return _hash.GetHashAndReset();
    }

    // A compressor ends its stream without waiting: such last bytes wait for the next piece.
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _pending.Write(buffer);
        _hash.AppendData(buffer);
        _written += buffer.Length;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        if (_pending.Length >= ChunkBytes)
        {
            await StoreAsync(cancellationToken);
        }
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            _pending.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask StoreAsync(CancellationToken cancellationToken)
    {
        if (_pending.Length == 0)
        {
            return;
        }

        await using var insert = work.Command("insert into tenant_export_chunk (tenant_id, export_id, sequence, content) values ($1, $2, $3, $4)");
        insert.With(work.Tenant.Value, export.Value, _chunks++, _pending.ToArray());

        await insert.ExecuteNonQueryAsync(cancellationToken);
        _pending.SetLength(0);
    }
}
