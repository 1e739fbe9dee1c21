using System.Security.Cryptography;
using Portal.Infrastructure.Operations.Backups;

namespace Portal.Infrastructure.Tests.Operations;

public sealed class SealedPartTests
{
    private const int Chunk = PartFormat.ChunkBytes;
    private const int Sealed = PartFormat.ChunkBytes + PartFormat.TagBytes;
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(PartKey.Bytes);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData((3 * Chunk) + 17)]
    public async Task Content_OfAnyLength_ComesBackAndIsNotInTheFile(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        var (file, hash) = await SealAsync(content);
        var read = new MemoryStream();
        (await SealedPart.ReadAsync(new MemoryStream(file), "part", Key, (piece, stop) => read.WriteAsync(piece, stop).AsTask(), CancellationToken.None)).ShouldBe(hash);
        read.ToArray().ShouldBe(content);
        SHA256.HashData(file).ShouldBe(hash);
        (length < 32 || file.AsSpan().IndexOf(content.AsSpan(0, 16)) < 0).ShouldBeTrue();
    }

    [Fact]
    public async Task File_CutAnywhere_IsRefused()
    {
        var (file, _) = await SealAsync(RandomNumberGenerator.GetBytes((2 * Chunk) + 100));
        foreach (var length in new[] { 0, 7, 8, 9, 8 + PartFormat.TagBytes, 8 + Sealed - 1, 8 + Sealed, 8 + Sealed + 5, 8 + (2 * Sealed), file.Length - 1 })
        {
            (await RefusedAsync(file[..length])).ShouldBeOneOf("truncated", "damaged");
        }

        (await RefusedAsync(file[..(8 + Sealed)])).ShouldBe("truncated");
    }

    [Fact]
    public async Task File_WithChunksSwappedRepeatedOrAdded_IsRefused()
    {
        var (file, _) = await SealAsync(RandomNumberGenerator.GetBytes(3 * Chunk));
        var (head, one, two, three) = (file[..8], file[8..(8 + Sealed)], file[(8 + Sealed)..(8 + (2 * Sealed))], file[(8 + (2 * Sealed))..]);
        foreach (var forged in new byte[][] { [.. head, .. two, .. one, .. three], [.. head, .. one, .. one, .. three], [.. head, .. one, .. three], [.. file, .. three], [.. file, 0] })
        {
            (await RefusedAsync(forged)).ShouldBe("damaged");
        }
    }

    [Fact]
    public async Task File_WithAnyByteFlipped_IsRefused()
    {
        var (file, _) = await SealAsync(RandomNumberGenerator.GetBytes(Chunk + 10));
        foreach (var position in new[] { 0, 8, 5000, 8 + Chunk, 8 + Sealed, file.Length - 1 })
        {
            var flipped = file.ToArray();
            flipped[position] ^= 1;
            (await RefusedAsync(flipped)).ShouldBe("damaged");
        }
    }

    [Fact]
    public void Keys_OfPartsAndBackups_AllDiffer()
    {
        var content = RandomNumberGenerator.GetBytes(PartKey.Bytes);
        new[] { PartKey.Of(content, "a", "x"), PartKey.Of(content, "a", "y"), PartKey.Of(content, "b", "x") }.Select(Convert.ToHexString).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void KeyFile_OfAnotherBackupOrMachine_OpensNothing()
    {
        var mine = KeyFile.Read(KeyFile.NewText(), "mine");
        var content = RandomNumberGenerator.GetBytes(PartKey.Bytes);
        var wrapped = mine.Wrap(content, "backup");
        mine.Unwrap(wrapped, "backup").ShouldBe(content);
        mine.Unwrap(wrapped, "another").ShouldBeNull();
        KeyFile.Read(KeyFile.NewText(), "other").Unwrap(wrapped, "backup").ShouldBeNull();
        Should.Throw<BackupRefusedException>(() => KeyFile.Read("portal-backup-key-1 c2hvcnQ=", "short")).Message.ShouldContain("short is not a key file");
    }

    private static async Task<(byte[] File, byte[] Hash)> SealAsync(byte[] content)
    {
        var file = new MemoryStream();
        await using var sealing = new SealingStream(file, Key);
        foreach (var piece in content.Chunk(10_000))
        {
            await sealing.WriteAsync(piece);
        }

        var hash = await sealing.CompleteAsync(CancellationToken.None);
        return (file.ToArray(), hash);
    }

    private static async Task<string> RefusedAsync(byte[] file) =>
        (await Should.ThrowAsync<BackupRefusedException>(() => SealedPart.ReadAsync(new MemoryStream(file), "part", Key, (_, _) => Task.CompletedTask, CancellationToken.None))).Error.Rule;
}
