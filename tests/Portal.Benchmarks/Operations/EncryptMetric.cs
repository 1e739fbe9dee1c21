using System.Diagnostics;
using System.Security.Cryptography;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Keys;
using Portal.Infrastructure.Tenancy.Keys;

namespace Portal.Benchmarks.Operations;

/// <summary>What sealing a value of 1 KiB costs over AES-256-GCM as the platform has it: place, header, counting, and the look-up of the key.</summary>
internal sealed class EncryptMetric : IOperationsMetric
{
    private const int Batch = 200;

    public IReadOnlyList<Goal> Goals { get; } = [new("encrypt_overhead_us", "us", 5)];

    public async Task<IReadOnlyList<double>> MeasureAsync(QueueStage stage, bool quick, CancellationToken cancellationToken)
    {
        var (tenant, batches) = (new TenantId(stage.Tenants[0]), quick ? 200 : 1_000);
        using var keys = new TenantKeys(stage.Units, new LocalWrapping(), TimeProvider.System);
        using var raw = new AesGcm(RandomNumberGenerator.GetBytes(32), SealedHeader.TagLength);
        var plaintext = RandomNumberGenerator.GetBytes(1024);
        var place = SealedColumn.All[0].Of(tenant, Guid.CreateVersion7());
        var (sealing, encrypting) = (new List<double>(batches), new List<double>(batches));
        for (var batch = -20; batch < batches; batch++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < Batch; i++)
            {
                await keys.SealAsync(place, plaintext, cancellationToken);
            }

            var between = Stopwatch.GetTimestamp();
            for (var i = 0; i < Batch; i++)
            {
                Encrypt(raw, plaintext);
            }

            if (batch >= 0)
            {
                sealing.Add(Stopwatch.GetElapsedTime(began, between).TotalMicroseconds / Batch);
                encrypting.Add(Stopwatch.GetElapsedTime(between).TotalMicroseconds / Batch);
            }
        }

        return [Median(sealing) - Median(encrypting)];
    }

    private static byte[] Encrypt(AesGcm cipher, byte[] plaintext)
    {
        var value = new byte[SealedHeader.NonceLength + plaintext.Length + SealedHeader.TagLength];
        var nonce = value.AsSpan(0, SealedHeader.NonceLength);
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, plaintext, value.AsSpan(SealedHeader.NonceLength, plaintext.Length), value.AsSpan(SealedHeader.NonceLength + plaintext.Length));
        return value;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
