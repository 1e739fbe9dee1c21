using System.Security.Cryptography;

namespace Portal.Infrastructure.Operations.Backups;

/// <summary>Encrypts what is written to it; nothing of the content is kept but the chunk at hand. Complete it, or what was written is no part.</summary>
internal sealed class SealingStream(Stream target, byte[] key) : Stream
{
    private readonly AesGcm _cipher = new(key, PartFormat.TagBytes);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _chunk = new byte[PartFormat.ChunkBytes];
    private readonly byte[] _sealed = new byte[PartFormat.ChunkBytes + PartFormat.TagBytes];
    private long _number;
    private int _filled;

    /// <summary>Bytes of content so far.</summary>
    public long Content { get; private set; }

    /// <summary>Bytes written to the target so far.</summary>
    public long Written { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Content;

    public override long Position { get => Content; set => throw new NotSupportedException(); }

    /// <summary>Writes the last chunk.</summary>
    /// <returns>SHA-256 of everything that was written to the target.</returns>
    public async Task<byte[]> CompleteAsync(CancellationToken cancellationToken)
    {
        await PutAsync(isLast: true, cancellationToken);
        await target.FlushAsync(cancellationToken);
        return _hash.GetHashAndReset();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            // A full chunk waits for more: only then is it known not to be the last.
            if (_filled == _chunk.Length)
            {
                await PutAsync(isLast: false, cancellationToken);
            }

            var taken = Math.Min(buffer.Length, _chunk.Length - _filled);
            buffer[..taken].CopyTo(_chunk.AsMemory(_filled));
            _filled += taken;
            Content += taken;
            buffer = buffer[taken..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Written asynchronously only.");

    public override void Flush()
    {
        // A chunk is written when it is full.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CryptographicOperations.ZeroMemory(_chunk);
            _cipher.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task PutAsync(bool isLast, CancellationToken cancellationToken)
    {
        if (_number == 0)
        {
            await PutAsync(PartFormat.Header.ToArray(), cancellationToken);
        }

        Seal(isLast);
        await PutAsync(_sealed.AsMemory(0, _filled + PartFormat.TagBytes), cancellationToken);
        _number++;
        _filled = 0;
    }

    private void Seal(bool isLast)
    {
        Span<byte> nonce = stackalloc byte[PartFormat.NonceBytes];
        PartFormat.Nonce(nonce, _number, isLast);
        _cipher.Encrypt(nonce, _chunk.AsSpan(0, _filled), _sealed.AsSpan(0, _filled), _sealed.AsSpan(_filled, PartFormat.TagBytes));
    }

    private async Task PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _hash.AppendData(bytes.Span);
        Written += bytes.Length;
        await target.WriteAsync(bytes, cancellationToken);
    }
}
